//! [`Next`]: where something is next, looked for once.

/// Where something is next, looked for once however often it is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Next(Option<(usize, Option<usize>)>);

impl Next {
    /// The first offset at or after `from`; `find` looks for it.
    ///
    /// `<metric><metric><metric>…` asks for `</metric>` at every opener; the one answer, or that there is none, holds for
    /// all of them.
    pub(crate) fn offset(&mut self, from: usize, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        match self.0 {
            Some((start, offset)) if start <= from && offset.is_none_or(|offset| from <= offset) => offset,
            _ => self.0.insert((from, find())).1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_up_to_its_offset() {
        let mut next = Next::default();
        assert_eq!(next.offset(3, || Some(9)), Some(9));
        assert_eq!(next.offset(9, || None), Some(9));
        assert_eq!(next.offset(10, || None), None);
        assert_eq!(next.offset(50, || Some(60)), None);
        assert_eq!(next.offset(2, || Some(9)), Some(9));
    }
}
