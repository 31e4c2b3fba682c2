//! What changed between two versions of a post, and who wrote which words.

use domain::{
    access::{Actor, Permission, authorize},
    diff::Lineage,
    ids::PostId,
    post::ContentField,
    problem::Problem,
    views::{ComparisonView, FieldComparison, VersionSummary, WrittenSpan},
};
use storage::versions::{self, Version};

use crate::{Result, Services};

/// Versions looked back on. Words from before count as written in the oldest of them.
const LOOKED_BACK: u32 = 50;

/// Compares the versions numbered `from` and `to`, in either order. A version compared with itself
/// shows who wrote which of its words.
///
/// # Errors
/// [`domain::problem::Code::NotFound`] when there is no such post or version, or the older one lies
/// more than 50 versions before the newer one.
pub async fn compare(
    services: &Services,
    actor: &Actor,
    id: PostId,
    from: u32,
    to: u32,
) -> Result<ComparisonView> {
    authorize(actor, Permission::Read)?;
    let mut tx = services.db().read(actor.org).await?;
    let versions = versions::up_to(&mut tx, id, from.max(to), LOOKED_BACK).await?;
    drop(tx);
    let place = |number| versions.iter().position(|version| version.number == number);
    let found = place(from)
        .zip(place(to))
        .and_then(|(from, to)| Some(((from, versions.get(from)?), (to, versions.get(to)?))));
    let ((from, old), (to, new)) = found.ok_or_else(|| Problem::not_found("version"))?;
    let fields = ContentField::ALL
        .iter()
        .map(|field| compare_field(&versions, *field, from, to))
        .filter(|comparison| !comparison.spans.is_empty())
        .collect();
    Ok(ComparisonView {
        from: summary(old),
        to: summary(new),
        fields,
    })
}

fn compare_field(
    versions: &[Version],
    field: ContentField,
    from: usize,
    to: usize,
) -> FieldComparison {
    let texts: Vec<String> = versions
        .iter()
        .map(|version| version.content.get(field))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let spans = Lineage::of(&texts).compare(from, to);
    let number = |index: usize| versions.get(index).map_or(0, |version| version.number);
    let spans = spans
        .into_iter()
        .map(|span| WrittenSpan {
            change: span.change,
            written_in: number(span.written_in),
            text: span.text,
        })
        .collect();
    FieldComparison { field, spans }
}

fn summary(version: &Version) -> VersionSummary {
    VersionSummary {
        id: version.id,
        number: version.number,
        hash: version.hash.clone(),
        author: version.author.clone(),
        origin: version.origin,
        created_at: version.created_at,
    }
}
