/* SPDX-License-Identifier: MIT OR Apache-2.0 */
/* --explain reads an object and what the verifier said of it. */
#include "explain_files.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "explain/explain.h"

static int read_log(const struct options *opts, struct buf *log)
{
	const char *path = opts->input_count > 1 ? opts->inputs[1] : NULL;
	int failed = path ? file_read(path, log) : file_read_open(STDIN_FILENO, log);

	if (failed)
		return diag_error("cannot read '%s': %s", path ? path : "stdin", strerror(errno));
	return 0;
}

enum exitcode explain_files(const struct options *opts)
{
	struct buf object = {0}, log = {0};
	struct subject subject = {0};
	enum exitcode status = EXITCODE_INPUT;
	const char *path = opts->inputs[0];

	if (file_read(path, &object) < 0)
		diag_error("cannot read '%s': %s", path, strerror(errno));
	else if (subject_read(&subject, path, &object) == 0 && read_log(opts, &log) == 0)
		status = explain_log(&subject, &log, NULL) < 0 ? EXITCODE_CHECK : EXITCODE_OK;
	subject_release(&subject);
	buf_release(&object);
	buf_release(&log);
	return status;
}
