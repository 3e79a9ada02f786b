//! Turns HTML on standard input into text by the crate `html2text`, for `docs/text-comparison.sh`:
//!
//! ```text
//! html2text [columns] < article.html
//! ```

use std::error::Error;
use std::io;

fn main() -> Result<(), Box<dyn Error>> {
    let columns = std::env::args().nth(1).map_or(Ok(78), |columns| columns.parse())?;
    print!("{}", html2text::from_read(io::stdin().lock(), columns)?);
    Ok(())
}
