//! Brands: the identities that an organization speaks as.

use domain::{
    ids::BrandId,
    picture::{Colour, FileHash, Look},
    time::Timestamp,
};

use crate::engine::{Error, OrgTx, Record, Row};

/// An identity that an organization speaks as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// Its id.
    pub id: BrandId,
    /// Its name.
    pub name: String,
    /// Its first and second colour, once somebody chose them.
    pub colours: Option<(Colour, Colour)>,
    /// The file of its logo.
    pub logo: Option<FileHash>,
    /// Where models may process what it is told; anywhere when missing.
    pub region: Option<String>,
}

impl Brand {
    /// What it looks like, with the built-in colours until somebody chose some.
    pub fn look(self) -> Look {
        let unchosen = Look::unchosen(&self.name);
        let (primary, secondary) = self
            .colours
            .unwrap_or((unchosen.primary, unchosen.secondary));
        Look {
            name: self.name,
            primary,
            secondary,
            logo: self.logo,
        }
    }
}

impl Record for Brand {
    const TABLE: &'static str = "brands";

    fn read(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            colours: row
                .get::<Option<Colour>>("primary_colour")?
                .zip(row.get("secondary_colour")?),
            logo: row.get("logo")?,
            region: row.get("region")?,
        })
    }
}

/// Adds a brand.
///
/// # Errors
/// [`Error::Conflict`] when the id is taken.
pub async fn insert(
    tx: &mut OrgTx,
    brand: BrandId,
    name: &str,
    at: Timestamp,
) -> Result<(), Error> {
    tx.sql("INSERT INTO brands (org_id, id, name, created_at) VALUES ($1, $2, $3, $4)")
        .bind(brand)
        .bind(name)
        .bind(at)
        .execute()
        .await?;
    Ok(())
}

/// The brand that is used where none is chosen: the oldest.
pub async fn default(tx: &mut OrgTx) -> Result<Option<Brand>, Error> {
    tx.sql(
        "SELECT id, name, primary_colour, secondary_colour, logo, region FROM brands
         WHERE org_id = $1 ORDER BY created_at, id LIMIT 1",
    )
    .first()
    .await
}

/// Sets what a brand is called and looks like; `false` when there is no such brand.
pub async fn set_look(tx: &mut OrgTx, brand: BrandId, look: &Look) -> Result<bool, Error> {
    tx.sql(
        "UPDATE brands SET name = $3, primary_colour = $4, secondary_colour = $5, logo = $6
         WHERE org_id = $1 AND id = $2",
    )
    .bind(brand)
    .bind(look.name.as_str())
    .bind(look.primary)
    .bind(look.secondary)
    .bind(look.logo.clone())
    .changed()
    .await
}

/// Sets where models may process what a brand is told, anywhere when it is `None`; `false` when
/// there is no such brand.
pub async fn set_region(
    tx: &mut OrgTx,
    brand: BrandId,
    region: Option<&str>,
) -> Result<bool, Error> {
    tx.sql("UPDATE brands SET region = $3 WHERE org_id = $1 AND id = $2")
        .bind(brand)
        .bind(region)
        .changed()
        .await
}
