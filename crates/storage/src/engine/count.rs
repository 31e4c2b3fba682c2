//! Counts statements, so that a page that asks once for every row of a list is noticed.

use std::cell::Cell;

tokio::task_local! {
    static COUNTED: Cell<u64>;
}

/// Runs `work` and says how many statements it sent to the database, begin and commit left out.
/// What it hands to other tasks is not counted.
pub async fn counted<F: Future>(work: F) -> (F::Output, u64) {
    COUNTED
        .scope(Cell::new(0), async {
            let output = work.await;
            (output, COUNTED.with(Cell::get))
        })
        .await
}

/// Notes one statement of the current task.
pub(super) fn note() {
    // Outside of `counted` nobody asks.
    let _ = COUNTED.try_with(|count| count.set(count.get() + 1));
}
