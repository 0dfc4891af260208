/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/*
 * LLVM, bound at run time: the libLLVM of the very compiler that called, so there is no LLVM to
 * install and no version to match. Calls are written `llvm.ContextCreate()`; the list below is the
 * whole surface of LLVM that the program uses. Nothing of LLVM may be called before llvm_bind().
 */
#ifndef SHIM_IR_LLVM_LLVM_H
#define SHIM_IR_LLVM_LLVM_H

#include <llvm-c/Analysis.h>
#include <llvm-c/BitReader.h>
#include <llvm-c/BitWriter.h>
#include <llvm-c/Comdat.h>
#include <llvm-c/Core.h>
#include <llvm-c/DebugInfo.h>
#include <llvm-c/Error.h>
#include <llvm-c/ErrorHandling.h>
#include <llvm-c/IRReader.h>
#include <llvm-c/Linker.h>
#include <llvm-c/Support.h>
#include <llvm-c/Target.h>
#include <llvm-c/TargetMachine.h>
#include <llvm-c/Transforms/PassBuilder.h>

#include "cli/options.h"
#include "input/input.h"

/* The oldest LLVM whose bitcode and passes the program is made for. */
#define LLVM_OLDEST 19

/* Every function here exists in LLVM 19 and later (tests/llvms/headers.py). */
#define LLVM_FUNCTIONS(F)                                                                          \
	F(ABISizeOfType)                                                                           \
	F(AddAttributeAtIndex)                                                                     \
	F(AddCallSiteAttribute)                                                                    \
	F(AddCase)                                                                                 \
	F(AddFunction)                                                                             \
	F(AddGlobal)                                                                               \
	F(AddIncoming)                                                                             \
	F(AppendBasicBlockInContext)                                                               \
	F(ArrayType2)                                                                              \
	F(BasicBlockAsValue)                                                                       \
	F(BuildAdd)                                                                                \
	F(BuildAlloca)                                                                             \
	F(BuildAnd)                                                                                \
	F(BuildAShr)                                                                               \
	F(BuildAtomicRMW)                                                                          \
	F(BuildBr)                                                                                 \
	F(BuildAddrSpaceCast)                                                                      \
	F(BuildPtrToInt)                                                                           \
	F(BuildIntToPtr)                                                                           \
	F(BuildCall2)                                                                              \
	F(BuildCondBr)                                                                             \
	F(BuildFreeze)                                                                             \
	F(BuildExtractElement)                                                                     \
	F(BuildGEP2)                                                                               \
	F(BuildICmp)                                                                               \
	F(BuildInsertValue)                                                                        \
	F(BuildIntCast2)                                                                           \
	F(BuildLShr)                                                                               \
	F(BuildLoad2)                                                                              \
	F(BuildMemCpy)                                                                             \
	F(BuildMul)                                                                                \
	F(BuildOr)                                                                                 \
	F(BuildPhi)                                                                                \
	F(BuildRet)                                                                                \
	F(BuildRetVoid)                                                                            \
	F(BuildSelect)                                                                             \
	F(BuildShl)                                                                                \
	F(BuildStore)                                                                              \
	F(BuildSub)                                                                                \
	F(BuildSwitch)                                                                             \
	F(BuildTrunc)                                                                              \
	F(BuildUDiv)                                                                               \
	F(BuildUnreachable)                                                                        \
	F(BuildXor)                                                                                \
	F(BuildZExt)                                                                               \
	F(CloneModule)                                                                             \
	F(ConstArray2)                                                                             \
	F(ConstInt)                                                                                \
	F(ConstIntGetSExtValue)                                                                    \
	F(ConstIntGetZExtValue)                                                                    \
	F(ConstIntToPtr)                                                                           \
	F(ConstNamedStruct)                                                                        \
	F(ConstNull)                                                                               \
	F(ConstStringInContext2)                                                                   \
	F(ConstStructInContext)                                                                    \
	F(ContextCreate)                                                                           \
	F(ContextDispose)                                                                          \
	F(ContextSetDiagnosticHandler)                                                             \
	F(CopyStringRepOfTargetData)                                                               \
	F(CountBasicBlocks)                                                                        \
	F(CountIncoming)                                                                           \
	F(CountParamTypes)                                                                         \
	F(CountParams)                                                                             \
	F(CreateBuilderInContext)                                                                  \
	F(CreateDIBuilder)                                                                         \
	F(CreateEnumAttribute)                                                                     \
	F(CreateMemoryBufferWithMemoryRange)                                                       \
	F(CreatePassBuilderOptions)                                                                \
	F(CreateStringAttribute)                                                                   \
	F(CreateTargetDataLayout)                                                                  \
	F(CreateTargetMachine)                                                                     \
	F(CreateTypeAttribute)                                                                     \
	F(DIBuilderCreateArrayType)                                                                \
	F(DIBuilderCreateBasicType)                                                                \
	F(DIBuilderCreateEnumerationType)                                                          \
	F(DIBuilderCreateEnumerator)                                                               \
	F(DIBuilderCreateExpression)                                                               \
	F(DIBuilderCreateFunction)                                                                 \
	F(DIBuilderCreateGlobalVariableExpression)                                                 \
	F(DIBuilderCreatePointerType)                                                              \
	F(DIBuilderCreateStructType)                                                               \
	F(DIBuilderCreateTypedef)                                                                  \
	F(DIBuilderCreateUnionType)                                                                \
	F(DIBuilderFinalize)                                                                       \
	F(DIBuilderGetOrCreateSubrange)                                                            \
	F(DIFileGetDirectory)                                                                      \
	F(DIFileGetFilename)                                                                       \
	F(DIGlobalVariableExpressionGetVariable)                                                   \
	F(DILocationGetColumn)                                                                     \
	F(DILocationGetInlinedAt)                                                                  \
	F(DILocationGetLine)                                                                       \
	F(DILocationGetScope)                                                                      \
	F(DIScopeGetFile)                                                                          \
	F(DISubprogramGetLine)                                                                     \
	F(DITypeGetName)                                                                           \
	F(DITypeGetOffsetInBits)                                                                   \
	F(DITypeGetSizeInBits)                                                                     \
	F(DIVariableGetFile)                                                                       \
	F(DIVariableGetLine)                                                                       \
	F(DeleteBasicBlock)                                                                        \
	F(DeleteFunction)                                                                          \
	F(DeleteGlobal)                                                                            \
	F(DisposeBuilder)                                                                          \
	F(DisposeDIBuilder)                                                                        \
	F(DisposeErrorMessage)                                                                     \
	F(DisposeMemoryBuffer)                                                                     \
	F(DisposeMessage)                                                                          \
	F(DisposeModule)                                                                           \
	F(DisposePassBuilderOptions)                                                               \
	F(DisposeTargetData)                                                                       \
	F(DisposeTargetMachine)                                                                    \
	F(DisposeValueMetadataEntries)                                                             \
	F(FunctionType)                                                                            \
	F(GetAlignment)                                                                            \
	F(GetAllocatedType)                                                                        \
	F(GetAsString)                                                                             \
	F(GetAtomicRMWBinOp)                                                                       \
	F(GetBasicBlockParent)                                                                     \
	F(GetBasicBlockTerminator)                                                                 \
	F(GetBitcodeModuleInContext2)                                                              \
	F(GetBufferSize)                                                                           \
	F(GetBufferStart)                                                                          \
	F(GetCallSiteAttributeCount)                                                               \
	F(GetCallSiteAttributes)                                                                   \
	F(GetCallSiteEnumAttribute)                                                                \
	F(GetCalledFunctionType)                                                                   \
	F(GetCalledValue)                                                                          \
	F(GetCondition)                                                                            \
	F(GetConstOpcode)                                                                          \
	F(GetDINodeTag)                                                                            \
	F(GetDataLayoutStr)                                                                        \
	F(GetDiagInfoDescription)                                                                  \
	F(GetDiagInfoSeverity)                                                                     \
	F(GetElementType)                                                                          \
	F(GetEnumAttributeAtIndex)                                                                 \
	F(GetEnumAttributeKindForName)                                                             \
	F(GetEnumAttributeValue)                                                                   \
	F(GetErrorMessage)                                                                         \
	F(GetFirstBasicBlock)                                                                      \
	F(GetFirstFunction)                                                                        \
	F(GetFirstGlobal)                                                                          \
	F(GetFirstGlobalAlias)                                                                     \
	F(GetFirstInstruction)                                                                     \
	F(GetFirstUse)                                                                             \
	F(GetGEPSourceElementType)                                                                 \
	F(GetGlobalParent)                                                                         \
	F(GetICmpPredicate)                                                                        \
	F(GetIncomingBlock)                                                                        \
	F(GetIncomingValue)                                                                        \
	F(GetInitializer)                                                                          \
	F(GetLastGlobal)                                                                           \
	F(GetInlineAsm)                                                                            \
	F(GetInlineAsmAsmString)                                                                   \
	F(GetInlineAsmConstraintString)                                                            \
	F(GetInlineAsmDialect)                                                                     \
	F(GetInlineAsmFunctionType)                                                                \
	F(GetInlineAsmHasSideEffects)                                                              \
	F(GetInstructionCallConv)                                                                  \
	F(GetInstructionOpcode)                                                                    \
	F(GetInstructionParent)                                                                    \
	F(GetIntTypeWidth)                                                                         \
	F(GetIntrinsicID)                                                                          \
	F(GetIsDisjoint)                                                                           \
	F(GetLastFunction)                                                                         \
	F(GetLastInstruction)                                                                      \
	F(GetLinkage)                                                                              \
	F(GetMDKindIDInContext)                                                                    \
	F(GetMDNodeNumOperands)                                                                    \
	F(GetMDNodeOperands)                                                                       \
	F(GetMDString)                                                                             \
	F(GetMetadata)                                                                             \
	F(GetMetadataKind)                                                                         \
	F(GetModuleDataLayout)                                                                     \
	F(GetNUW)                                                                                  \
	F(GetNamedFunction)                                                                        \
	F(GetNamedGlobal)                                                                          \
	F(GetNamedMetadata)                                                                        \
	F(GetNextBasicBlock)                                                                       \
	F(GetNextFunction)                                                                         \
	F(GetNextGlobal)                                                                           \
	F(GetNextGlobalAlias)                                                                      \
	F(GetNextInstruction)                                                                      \
	F(GetNextUse)                                                                              \
	F(GetNumArgOperands)                                                                       \
	F(GetNumOperands)                                                                          \
	F(GetNumSuccessors)                                                                        \
	F(GetOperand)                                                                              \
	F(GetOrdering)                                                                             \
	F(GetParam)                                                                                \
	F(GetParamParent)                                                                          \
	F(GetParamTypes)                                                                           \
	F(GetPoison)                                                                               \
	F(GetPreviousInstruction)                                                                  \
	F(GetReturnType)                                                                           \
	F(GetSection)                                                                              \
	F(GetSubprogram)                                                                           \
	F(GetSuccessor)                                                                            \
	F(GetTarget)                                                                               \
	F(GetTargetFromTriple)                                                                     \
	F(GetTypeContext)                                                                          \
	F(GetTypeKind)                                                                             \
	F(GetUnnamedAddress)                                                                       \
	F(GetUser)                                                                                 \
	F(GetValueName2)                                                                           \
	F(GetVectorSize)                                                                           \
	F(GetVersion)                                                                              \
	F(GetVisibility)                                                                           \
	F(GetVolatile)                                                                             \
	F(GlobalCopyAllMetadata)                                                                   \
	F(GlobalGetValueType)                                                                      \
	F(GlobalSetMetadata)                                                                       \
	F(HasPersonalityFn)                                                                        \
	F(InitializeBPFAsmParser)                                                                  \
	F(InitializeBPFAsmPrinter)                                                                 \
	F(InitializeBPFTarget)                                                                     \
	F(InitializeBPFTargetInfo)                                                                 \
	F(InitializeBPFTargetMC)                                                                   \
	F(InsertBasicBlockInContext)                                                               \
	F(InsertIntoBuilder)                                                                       \
	F(InsertIntoBuilderWithName)                                                               \
	F(InstallFatalErrorHandler)                                                                \
	F(InstructionClone)                                                                        \
	F(InstructionEraseFromParent)                                                              \
	F(InstructionGetDebugLoc)                                                                  \
	F(InstructionRemoveFromParent)                                                             \
	F(InstructionSetDebugLoc)                                                                  \
	F(Int1TypeInContext)                                                                       \
	F(Int32TypeInContext)                                                                      \
	F(Int64TypeInContext)                                                                      \
	F(Int8TypeInContext)                                                                       \
	F(IntTypeInContext)                                                                        \
	F(IntrinsicGetName)                                                                        \
	F(IsAAllocaInst)                                                                           \
	F(IsAArgument)                                                                             \
	F(IsAAtomicCmpXchgInst)                                                                    \
	F(IsAAtomicRMWInst)                                                                        \
	F(IsACallInst)                                                                             \
	F(IsAConstant)                                                                             \
	F(IsAConstantDataArray)                                                                    \
	F(IsAConstantExpr)                                                                         \
	F(IsAConstantInt)                                                                          \
	F(IsAFenceInst)                                                                            \
	F(IsAFunction)                                                                             \
	F(IsAGlobalValue)                                                                          \
	F(IsAGlobalVariable)                                                                       \
	F(IsAICmpInst)                                                                             \
	F(IsAInlineAsm)                                                                            \
	F(IsAInstruction)                                                                          \
	F(IsAIntToPtrInst)                                                                         \
	F(IsALoadInst)                                                                             \
	F(IsAPHINode)                                                                              \
	F(IsASelectInst)                                                                           \
	F(IsAStoreInst)                                                                            \
	F(IsASwitchInst)                                                                           \
	F(IsAUnreachableInst)                                                                      \
	F(IsAtomicSingleThread)                                                                    \
	F(IsConstantString)                                                                        \
	F(IsDeclaration)                                                                           \
	F(IsFunctionVarArg)                                                                        \
	F(IsGlobalConstant)                                                                        \
	F(IsInBounds)                                                                              \
	F(IsNull)                                                                                  \
	F(IsThreadLocal)                                                                           \
	F(IsUndef)                                                                                 \
	F(LinkModules2)                                                                            \
	F(MDNodeInContext2)                                                                        \
	F(MDStringInContext2)                                                                      \
	F(MetadataAsValue)                                                                         \
	F(ModuleCreateWithNameInContext)                                                           \
	F(OffsetOfElement)                                                                         \
	F(ParseBitcodeInContext2)                                                                  \
	F(ParseCommandLineOptions)                                                                 \
	F(ParseIRInContext)                                                                        \
	F(PassBuilderOptionsSetLoopUnrolling)                                                      \
	F(PointerTypeInContext)                                                                    \
	F(PositionBuilderAtEnd)                                                                    \
	F(PositionBuilderBefore)                                                                   \
	F(PrintModuleToString)                                                                     \
	F(PrintValueToString)                                                                      \
	F(RemoveCallSiteEnumAttribute)                                                             \
	F(RemoveEnumAttributeAtIndex)                                                              \
	F(RemoveStringAttributeAtIndex)                                                            \
	F(ReplaceAllUsesWith)                                                                      \
	F(ReplaceMDNodeOperandWith)                                                                \
	F(ResetFatalErrorHandler)                                                                  \
	F(RunPasses)                                                                               \
	F(SetAlignment)                                                                            \
	F(SetComdat)                                                                               \
	F(SetCurrentDebugLocation2)                                                                \
	F(SetDataLayout)                                                                           \
	F(SetExact)                                                                                \
	F(SetGlobalConstant)                                                                       \
	F(SetInitializer)                                                                          \
	F(SetInstructionCallConv)                                                                  \
	F(SetLinkage)                                                                              \
	F(SetMetadata)                                                                             \
	F(SetModuleInlineAsm2)                                                                     \
	F(SetNNeg)                                                                                 \
	F(SetNSW)                                                                                  \
	F(SetNUW)                                                                                  \
	F(SetOperand)                                                                              \
	F(SetOrdering)                                                                             \
	F(SetPersonalityFn)                                                                        \
	F(SetSection)                                                                              \
	F(SetSubprogram)                                                                           \
	F(SetSuccessor)                                                                            \
	F(SetTarget)                                                                               \
	F(SetUnnamedAddress)                                                                       \
	F(SetValueName2)                                                                           \
	F(SetVisibility)                                                                           \
	F(SetVolatile)                                                                             \
	F(StoreSizeOfType)                                                                         \
	F(StripModuleDebugInfo)                                                                    \
	F(StructGetTypeAtIndex)                                                                    \
	F(TargetMachineEmitToMemoryBuffer)                                                         \
	F(TypeOf)                                                                                  \
	F(ValueAsMetadata)                                                                         \
	F(ValueMetadataEntriesGetMetadata)                                                         \
	F(ValueMetadataEntriesGetKind)                                                             \
	F(VerifyModule)                                                                            \
	F(VoidTypeInContext)                                                                       \
	F(WriteBitcodeToMemoryBuffer)

/* Each of these may be NULL: it came after the oldest LLVM. */
#define LLVM_NEWER_FUNCTIONS(F)                                                                    \
	F(LLVMErrorRef, RunPassesOnFunction, /* LLVM 20 */                                         \
	  (LLVMValueRef function, const char *passes, LLVMTargetMachineRef machine,                \
	   LLVMPassBuilderOptionsRef options))

/* Records of debug info, which tell variables on the stack. Their functions are newer than the
 * oldest headers: where the library lacks one of them, has_records is false. */
#define LLVM_RECORD_FUNCTIONS(F)                                                                   \
	F(LLVMDbgRecordRef, GetFirstDbgRecord, (LLVMValueRef instruction))                         \
	F(LLVMDbgRecordRef, GetNextDbgRecord, (LLVMDbgRecordRef record))                           \
	F(int, DbgRecordGetKind, (LLVMDbgRecordRef record))                                        \
	F(LLVMMetadataRef, DbgRecordGetDebugLoc, (LLVMDbgRecordRef record))                        \
	F(LLVMValueRef, DbgVariableRecordGetValue, (LLVMDbgRecordRef record, unsigned index))      \
	F(LLVMMetadataRef, DbgVariableRecordGetVariable, (LLVMDbgRecordRef record))                \
	F(LLVMMetadataRef, DbgVariableRecordGetExpression, (LLVMDbgRecordRef record))              \
	F(LLVMDbgRecordRef, DIBuilderInsertDeclareRecordBefore,                                    \
	  (LLVMDIBuilderRef builder, LLVMValueRef value, LLVMMetadataRef variable,                 \
	   LLVMMetadataRef expression, LLVMMetadataRef location, LLVMValueRef before))             \
	F(LLVMDbgRecordRef, DIBuilderInsertDbgValueRecordBefore,                                   \
	  (LLVMDIBuilderRef builder, LLVMValueRef value, LLVMMetadataRef variable,                 \
	   LLVMMetadataRef expression, LLVMMetadataRef location, LLVMValueRef before))

struct llvm {
#define LLVM_MEMBER(name) __typeof__(LLVM##name) *name;
	LLVM_FUNCTIONS(LLVM_MEMBER)
#undef LLVM_MEMBER
#define LLVM_MEMBER(result, name, parameters) result(*name) parameters;
	LLVM_RECORD_FUNCTIONS(LLVM_MEMBER)
	LLVM_NEWER_FUNCTIONS(LLVM_MEMBER)
#undef LLVM_MEMBER
	bool has_records;
	unsigned major, minor, patch;
	char *path; /* of the library, as it was opened; owned */
};

extern struct llvm llvm;

/* Finds the right libLLVM, opens it, fills 'llvm' and sets the options that are one for the whole
 * process. The order: --llvm; the calling rustc's; a system libLLVM. Returns 0, or -1 after saying
 * what was looked for, where, and what can be done. */
int llvm_bind(const struct options *opts, const struct inputs *inputs);

#endif
