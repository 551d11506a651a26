//! `outloud schema`: the JSON Schema of what other programs read.

use std::path::Path;

use outloud::report::schema;

use crate::cli::Described;
use crate::error::Error;
use crate::output::Printer;

pub(crate) fn run(what: Described) -> Result<(), Error> {
    let schema = match what {
        Described::Take => schema::TAKE,
        Described::Check => schema::CHECK,
    };
    Printer::data(Path::new("-"), schema)
}
