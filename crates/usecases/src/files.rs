//! Stored files: pictures of a campaign. A local folder by default, any object store by address.

use std::{ops::Range, sync::Arc};

use bytes::Bytes;
use object_store::{
    ObjectStore, ObjectStoreExt as _, local::LocalFileSystem, memory::InMemory, path::Path,
};

/// Why a file could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum FileStoreError {
    /// The address names no store we speak to.
    #[error("{0} is no storage address. Use file:///path of a folder, or memory: for trying out.")]
    Address(String),
    /// The folder cannot be made.
    #[error("the folder {0} cannot be created")]
    Folder(String, #[source] std::io::Error),
    /// The store refused.
    #[error("the file store refused")]
    Store(#[from] object_store::Error),
}

/// Where files are kept.
#[derive(Clone, Debug)]
pub struct FileStore(Arc<dyn ObjectStore>);

impl FileStore {
    /// The store at `address`: `file://DIR` or `memory:`.
    pub fn open(address: &str) -> Result<Self, FileStoreError> {
        if address == "memory:" {
            return Ok(Self(Arc::new(InMemory::new())));
        }
        let folder = address
            .strip_prefix("file://")
            .ok_or_else(|| FileStoreError::Address(address.to_owned()))?;
        std::fs::create_dir_all(folder)
            .map_err(|error| FileStoreError::Folder(folder.to_owned(), error))?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// Stores `bytes` under `path`, in place of what is there.
    pub async fn put(&self, path: &str, bytes: Bytes) -> Result<(), FileStoreError> {
        self.0.put(&Path::from(path), bytes.into()).await?;
        Ok(())
    }

    /// The bytes under `path`, `None` when nothing is there.
    pub async fn find(&self, path: &str) -> Result<Option<Bytes>, FileStoreError> {
        match self.get(path).await {
            Err(FileStoreError::Store(object_store::Error::NotFound { .. })) => Ok(None),
            found => found.map(Some),
        }
    }

    /// Deletes what is under `path`; nothing there is as good.
    pub async fn delete(&self, path: &str) -> Result<(), FileStoreError> {
        match self.0.delete(&Path::from(path)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Those of the bytes under `path` that `range` names.
    pub async fn part(&self, path: &str, range: Range<u64>) -> Result<Bytes, FileStoreError> {
        Ok(self.0.get_range(&Path::from(path), range).await?)
    }

    /// The bytes under `path`.
    pub async fn get(&self, path: &str) -> Result<Bytes, FileStoreError> {
        Ok(self.0.get(&Path::from(path)).await?.bytes().await?)
    }
}
