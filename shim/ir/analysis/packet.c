/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* The fields of contexts that hold packets' addresses. */
#include "ir/analysis/packet.h"

#include <string.h>

#include "base/text.h"
#include "ir/llvm/module.h"

static const struct packet_fields kinds[] = {
	{"xdp", 0, 4},      {"classifier", 76, 80}, {"tc", 76, 80},
	{"action", 76, 80}, {"cgroup_skb", 76, 80}, {"sk_skb", 76, 80},
};

const struct packet_fields *packet_fields(LLVMValueRef function)
{
	const char *section = llvm.GetSection(function);
	for (size_t i = 0; section && i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (text_starts_with(section, kinds[i].section) &&
		    strchr("./", section[strlen(kinds[i].section)]))
			return &kinds[i];
	}
	return NULL;
}

static bool is_instruction(LLVMValueRef value, LLVMOpcode opcode)
{
	return llvm.IsAInstruction(value) && llvm.GetInstructionOpcode(value) == opcode;
}

bool packet_is_field(LLVMValueRef value, uint64_t offset)
{
	LLVMValueRef load = is_instruction(value, LLVMZExt) ? llvm.GetOperand(value, 0) : value;
	if (!llvm.IsALoadInst(load) || llvm.GetTypeKind(llvm.TypeOf(load)) != LLVMIntegerTypeKind ||
	    llvm.GetIntTypeWidth(llvm.TypeOf(load)) != 32)
		return false;
	LLVMValueRef context =
		llvm.GetParam(llvm.GetBasicBlockParent(llvm.GetInstructionParent(load)), 0);
	LLVMValueRef address = llvm.GetOperand(load, 0);
	uint64_t distance = 0;
	if (is_instruction(address, LLVMGetElementPtr)) {
		if (llvm.GetNumOperands(address) != 2 ||
		    !ir_constant(llvm.GetOperand(address, 1), &distance) ||
		    llvm.GetTypeKind(llvm.GetGEPSourceElementType(address)) !=
			    LLVMIntegerTypeKind ||
		    llvm.GetIntTypeWidth(llvm.GetGEPSourceElementType(address)) != 8)
			return false;
		address = llvm.GetOperand(address, 0);
	}
	return address == context && distance == offset;
}
