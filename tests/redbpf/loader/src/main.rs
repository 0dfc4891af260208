// SPDX-License-Identifier: MIT OR Apache-2.0
//! Loads objects with RedBPF's `Loader::load_file`, says what is in them, runs what this kernel can
//! run, and looks at what the programs left in their maps: loader OBJECT... What is expected of an
//! object goes by its name; of others it is that they can be loaded.
mod net;
mod probes;

use redbpf::load::{Loaded, Loader};
use tokio::runtime::{Builder, Runtime};

pub type Outcome = Result<(), String>;

/// Makes the text of an error from what was tried and why it failed.
pub fn failed<E: std::fmt::Debug>(what: &str) -> impl Fn(E) -> String + '_ {
    move |error| format!("{what}: {error:?}")
}

pub fn expect<T: PartialEq + std::fmt::Debug>(what: &str, got: T, wanted: T) -> Outcome {
    if got == wanted {
        return Ok(());
    }
    Err(format!("{what}: {got:?}, not {wanted:?}"))
}

fn list(loaded: &Loaded) {
    let module = &loaded.module;
    let mut names: Vec<String> = module.programs.iter().map(|p| p.name().to_string()).collect();
    names.extend(module.maps.iter().map(|map| format!("maps/{}", map.name)));
    names.sort();
    println!("     {}", names.join(" "));
}

fn judge(path: &str, runtime: &Runtime) -> Outcome {
    let mut loaded = Loader::load_file(path).map_err(failed("load"))?;
    list(&loaded);
    let name = path.rsplit('/').next().unwrap_or(path);
    match probes::CHECKS.iter().find(|(object, _)| *object == name) {
        Some((_, check)) => check(&mut loaded, runtime),
        None => Ok(()),
    }
}

fn main() {
    let level = tracing_subscriber::filter::LevelFilter::ERROR;
    tracing_subscriber::fmt().with_max_level(level).init();
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    // The loader starts a task for each map of events.
    let _inside = runtime.enter();
    let mut status = 0;
    for path in std::env::args().skip(1) {
        match judge(&path, &runtime) {
            Ok(()) => println!("ok   {path}"),
            Err(text) => {
                println!("FAIL {path}: {text}");
                status = 1;
            }
        }
    }
    std::process::exit(status);
}
