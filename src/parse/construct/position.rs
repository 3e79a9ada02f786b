//! Which block and which code the scan is in.

use super::containers::{Line, LineKind};

/// Which block and which code the scan is in, by number.
#[derive(Debug)]
pub(super) struct Position {
    pub(super) block: u32,
    pub(super) block_start: usize,
    /// Number of the last code span or fenced block.
    pub(super) code: u32,
    pub(super) after_blank: bool,
    in_fence: bool,
    /// Whether the line before opened the fenced block, so that it was not code yet but an info string.
    after_info: bool,
}

impl Position {
    /// Before the first line.
    pub(super) fn start() -> Position {
        Position { block: 0, block_start: 0, code: 0, after_blank: true, in_fence: false, after_info: false }
    }

    pub(super) fn start_block(&mut self, at: usize) {
        self.block += 1;
        self.block_start = at;
    }

    /// Enters the line at `at`, whose own text begins with `first`. The lines of a table are blocks of their own: a
    /// placeholder that opens in one row and closes in another would tear both apart.
    pub(super) fn enter(&mut self, line: &Line, at: usize, first: Option<u8>) {
        let fence = line.kind == LineKind::Fence;
        let goes_on = match line.kind {
            LineKind::Continuation => !line.opens && first != Some(b'|'),
            LineKind::Fence => self.in_fence,
            _ => false,
        };
        if !goes_on {
            self.start_block(at);
            self.code += u32::from(fence);
        } else {
            self.code += u32::from(self.after_info);
        }
        self.after_info = fence && !goes_on;
        self.in_fence = fence;
    }
}
