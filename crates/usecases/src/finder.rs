//! Finding campaigns, posts and briefs by words.

use domain::{
    access::{Actor, Permission, authorize},
    finder::{Found, words},
};
use storage::finder;

use crate::{Result, Services};

/// The most of a kind that are found.
const MOST: u32 = 8;

/// The newest campaigns, posts and open briefs that have every word of `question`; the newest of
/// all when it has none. At most eight of each.
pub async fn find(services: &Services, actor: &Actor, question: &str) -> Result<Found> {
    authorize(actor, Permission::Read)?;
    let words = words(question);
    let mut tx = services.db().read(actor.org).await?;
    Ok(Found {
        campaigns: finder::campaigns(&mut tx, &words, MOST).await?,
        posts: finder::posts(&mut tx, &words, MOST).await?,
        briefs: finder::briefs(&mut tx, &words, MOST).await?,
    })
}
