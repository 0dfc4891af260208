//! Loads objects with aya, runs what can be run, and compares the results; what is expected of an
//! object is known by its file name: `loader OBJECT...`. With `--load` as the first word nothing is
//! run: every program is to load. With `--run` it is the raw tracepoint `prog` that is run, and what the
//! array RESULT has then is shown as tests/kernel/run_prog does. One line an object; status 1 when one of
//! them is not as expected, 77 when this process may not load BPF. With `--measure` the objects' programs
//! are shown with what they cost, those that load.

mod checks;
mod load;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use aya::EbpfLoader;

/// Of a verifier's log, the end tells what is wrong.
const MOST_LINES: usize = 60;

fn check(object: &str) -> Result<()> {
    let path = Path::new(object);
    let name = path.file_name().and_then(|name| name.to_str()).context("no file name")?;
    let (_, check) = checks::ALL
        .iter()
        .find(|(known, _)| *known == name)
        .context("nothing is expected of an object of this name")?;
    check(path)
}

fn show(object: &str, error: &anyhow::Error) {
    let text = format!("{error:#}");
    let lines: Vec<&str> = text.lines().collect();
    println!("FAIL {object}: {}", lines.first().unwrap_or(&""));
    for line in lines.iter().skip(1.max(lines.len().saturating_sub(MOST_LINES))) {
        println!("     {line}");
    }
}

fn show_result(object: &str) -> Result<()> {
    for (key, value) in load::run_for_result(Path::new(object))?.iter().enumerate() {
        println!("map RESULT {:08x} {:016x}", (key as u32).swap_bytes(), value.swap_bytes());
    }
    Ok(())
}

fn main() -> ExitCode {
    let mut objects: Vec<String> = std::env::args().skip(1).collect();
    let only_load = objects.first().is_some_and(|word| word == "--load");
    let only_run = objects.first().is_some_and(|word| word == "--run");
    let only_measure = objects.first().is_some_and(|word| word == "--measure");
    if only_load || only_run || only_measure {
        objects.remove(0);
    }
    if objects.is_empty() {
        eprintln!("usage: loader [--load | --run | --measure] OBJECT...");
        return ExitCode::from(2);
    }
    if !load::is_allowed() {
        eprintln!("skipped: this process may not load BPF");
        return ExitCode::from(77);
    }
    if only_measure {
        return match load::measure(&objects) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                show("measure", &error);
                ExitCode::FAILURE
            }
        };
    }
    let mut failed = false;
    // It reads the kernel's BTF when it is made: once for all of them.
    let mut loader = only_load.then(EbpfLoader::new);
    for object in &objects {
        let result = match &mut loader {
            Some(loader) => load::load_unknown(loader, Path::new(object)),
            None if only_run => show_result(object),
            None => check(object),
        };
        match result {
            Ok(()) => println!("ok   {object}"),
            Err(error) => {
                show(object, &error);
                failed = true;
            }
        }
    }
    ExitCode::from(u8::from(failed))
}
