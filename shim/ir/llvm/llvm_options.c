/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* Trying words out on LLVM, and setting its options. */
#include "ir/llvm/llvm_options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/names.h"
#include "base/text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct words {
	const char **at; /* borrowed strings; the first is a program's name */
	size_t count;
};

static void add_word(struct words *words, const char *word)
{
	words->at = xreallocarray(words->at, words->count + 1, sizeof(*words->at));
	words->at[words->count++] = word;
}

static void parse(const struct words *words)
{
	llvm.ParseCommandLineOptions((int)words->count, words->at, NULL);
}

/* ---- what LLVM prints, in a process of its own ---- */

static void read_all(int fd, struct buf *text)
{
	char chunk[4096];
	for (;;) {
		ssize_t n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		buf_append(text, chunk, (size_t)n);
	}
}

/* Runs 'say' and gives what it prints; it may exit, too. */
static void listen(void (*say)(const void *data), const void *data, struct buf *text)
{
	int ends[2];
	if (pipe(ends) < 0)
		diag_fatal("cannot make a pipe");
	pid_t pid = fork();
	if (pid < 0)
		diag_fatal("cannot start a process");
	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		say(data);
		_exit(0);
	}
	close(ends[1]);
	read_all(ends[0], text);
	close(ends[0]);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
}

/* ---- the command line ---- */

static void say_parsed(const void *data)
{
	parse(data);
}

/* The names of options in the text of --help-list-hidden: each starts a line, behind dashes. Those
 * that want a value stand before a '=' or a ' <'. */
static void collect_names(char *text, struct names *all, struct names *valued)
{
	char *line;
	while ((line = strsep(&text, "\n"))) {
		line += strspn(line, " ");
		if (*line != '-')
			continue;
		line += strspn(line, "-");
		size_t length = strcspn(line, "= ");
		names_add(all, line, length);
		if (line[length] == '=' || text_starts_with(line + length, " <"))
			names_add(valued, line, length);
	}
}

/* One word; *wants_value says whether the next may be its value. */
static int check_word(const char *word, const struct names *all, const struct names *valued,
		      bool *wants_value)
{
	bool is_value = *wants_value;
	*wants_value = false;
	if (word[0] != '-') {
		if (is_value)
			return 0;
		return diag_error("'%s' of --llvm-args is no option", word);
	}
	const char *name = word + strspn(word, "-");
	size_t length = strcspn(name, "=");
	char *alone = xstrndup(name, length);
	bool known = names_has(all, alone);
	*wants_value = !name[length] && names_has(valued, alone);
	free(alone);
	if (known)
		return 0;
	diag_error("LLVM %u.%u.%u has no option '%s'", llvm.major, llvm.minor, llvm.patch, word);
	diag_help("'opt --help-list-hidden' of that LLVM lists them");
	return -1;
}

static int check_names(const struct options *opts)
{
	static const char *const list[] = {"bpf-shim", "--help-list-hidden"};
	struct words words = {0};
	struct buf text = {0};
	struct names all = {0}, valued = {0};
	bool wants_value = false;
	int err = 0;

	for (size_t i = 0; i < COUNT(list); i++)
		add_word(&words, list[i]);
	listen(say_parsed, &words, &text);
	if (text.size)
		collect_names(text.data, &all, &valued);
	for (size_t i = 0; i < opts->llvm_arg_count && !err; i++)
		err = check_word(opts->llvm_args[i], &all, &valued, &wants_value);
	names_release(&all);
	names_release(&valued);
	buf_release(&text);
	free(words.at);
	return err;
}

/* About a value that it cannot read, LLVM complains aloud. */
static int check_values(const struct options *opts)
{
	struct words words = {0};
	struct buf text = {0};
	int err = 0;

	add_word(&words, "LLVM");
	for (size_t i = 0; i < opts->llvm_arg_count; i++)
		add_word(&words, opts->llvm_args[i]);
	listen(say_parsed, &words, &text);
	if (text.size)
		err = diag_error("--llvm-args: %.*s", (int)strcspn(text.data, "\n"), text.data);
	buf_release(&text);
	free(words.at);
	return err;
}

/*
 * LLVM ignores what it does not know (after comparing it with all that it knows), so each of our
 * words has a test that shows its effect. What they are for: the vectorisers make vectors that BPF
 * does not have, and the switches of LLVMPassBuilderOptions do not reach default<O2>; loop idioms
 * turn copy loops back into calls; scalar evolution must count loops by running them further than
 * 100 steps; BPF's default scheduler moves all loads of a block to its top, which spills; addresses
 * that differ by a phi of offsets become "or" on a stack pointer; sinking computes what is added up
 * from many loads late, where the sum is wanted, while the loads stay: their values fill the stack
 * (without it 348 programs took 4 % fewer steps of the verifier); what follows from 128 or more
 * conditions takes minutes to find; and so does what scalar evolution makes of nested remainders,
 * as each one that it looks for takes two more divisions apart (SCEVURem_match). LLVM 19 has no
 * trap to disable.
 */
static const char *const our_words[] = {
	"bpf-shim",
	"--vectorize-slp=false",
	"--vectorize-loops=false",
	"--disable-loop-idiom-all",
	"--bpf-disable-trap-unreachable",
	"--scalar-evolution-max-iterations=5000",
	"--pre-RA-sched=source",
	"--disable-complex-addr-modes",
	"--disable-machine-sink",
	"--constraint-elimination-max-rows=64",
	"--scalar-evolution-huge-expr-threshold=64",
};

/* After a crash. The elimination of zero extensions takes a register away that is used elsewhere
 * (BPFMIPeephole.cpp, eliminateZExtSeq()): seen where 32 bits of it are multiplied as 128. */
static const char careful_word[] = "--disable-bpf-peephole";

/* Before LLVM 20; later ones have it as a parameter of the pass. */
static const char scalarizer_word[] = "--scalarize-load-store";

/*
 * The unroller's limits. Its two levels serve two purposes: O3's is for loops that have to go, as
 * far as a program fits a kernel at all; O2's for loops that may stay. There, straight code of 1000
 * instructions runs faster than the loop and is verified in fewer steps; from there on it falls out
 * of the instruction cache, and a loop of 128 rounds was 3 times slower unrolled when the cache was
 * cold (933 ns against 308).
 */
static const char *const unrolling_words[] = {
	"--unroll-threshold-aggressive=50000",
	"--unroll-threshold-default=1000",
	"--unroll-max-upperbound=4096",
};

int llvm_set_options(const struct options *opts, const struct profile *profile)
{
	struct words words = {0};

	if (opts->llvm_arg_count && (check_names(opts) < 0 || check_values(opts) < 0))
		return -1;
	for (size_t i = 0; i < COUNT(our_words); i++)
		add_word(&words, our_words[i]);
	if (profile->careful)
		add_word(&words, careful_word);
	if (llvm.major < 20)
		add_word(&words, scalarizer_word);
	for (size_t i = 0; i < COUNT(unrolling_words) && profile->unrolling != UNROLL_BY_LLVM; i++)
		add_word(&words, unrolling_words[i]);
	for (size_t i = 0; i < opts->llvm_arg_count; i++)
		add_word(&words, opts->llvm_args[i]);
	parse(&words);
	free(words.at);
	return 0;
}

/* ---- features ---- */

struct machine {
	LLVMTargetRef target;
	const struct ir *ir;
};

static void say_machine(const void *data)
{
	const struct machine *machine = data;
	llvm.CreateTargetMachine(machine->target, machine->ir->triple, machine->ir->profile->cpu,
				 machine->ir->opts->cpu_features, LLVMCodeGenLevelAggressive,
				 LLVMRelocStatic, LLVMCodeModelDefault);
}

/* Each line of LLVM's is "'+name' is not a recognized feature for this target (...)". */
void llvm_check_features(const struct ir *ir, LLVMTargetRef target)
{
	const struct machine machine = {.target = target, .ir = ir};
	struct buf text = {0};
	struct names unknown = {0};

	listen(say_machine, &machine, &text);
	char *rest = text.data, *line;
	while (rest && (line = strsep(&rest, "\n"))) {
		if (line[0] != '\'')
			continue;
		size_t length = strcspn(line + 1, "'");
		if (names_add(&unknown, line + 1, length))
			diag_warning("LLVM %u.%u.%u has no cpu feature '%.*s': it is ignored",
				     llvm.major, llvm.minor, llvm.patch, (int)length, line + 1);
	}
	names_release(&unknown);
	buf_release(&text);
}
