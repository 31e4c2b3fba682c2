//! Puts the parts together from the settings.

mod providers;

pub use providers::{keyed, providers, small_local_model};

use std::{
    fs::{File, TryLockError},
    io::{ErrorKind, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use ::providers::{Gateway, ProviderError, RetryPolicy};
use courier::Courier;
use jobs::WorkerConfig;
use secrecy::ExposeSecret as _;
use storage::Db;
use usecases::{
    FileStore, FileStoreError, Services, SystemClock, SystemIds, Vault, web::PageFetcher,
};

use crate::settings::Settings;

/// Why the program cannot begin its work.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data directory cannot be made.
    #[error(
        "The data directory {0} cannot be made. Choose another with --data, or make it writable."
    )]
    Data(String, #[source] std::io::Error),
    /// Another server works on the data directory.
    #[error(
        "Another Handbill serves the data directory {0} already. End it first, choose another with --data, or use PostgreSQL for several servers."
    )]
    Held(String),
    /// The database cannot be used.
    #[error(
        "The database cannot be used. Check HANDBILL_DATABASE_URL and that nothing else holds it."
    )]
    Database(#[source] storage::Error),
    /// The file store cannot be used.
    #[error("Files cannot be stored. Check HANDBILL_STORAGE_URL.")]
    Files(#[from] FileStoreError),
    /// The program does not know where it is.
    #[error("The program's own file cannot be found. Start it by its whole path.")]
    Program(#[source] std::io::Error),
    /// Nothing can be fetched safely.
    #[error("Encrypted connections cannot be set up. Check the machine's certificates.")]
    Tls(#[source] reqwest::Error),
    /// The key that secrets are sealed with cannot be kept or read.
    #[error(
        "The key file {0} cannot be used. Put it back from a backup or make it readable; without it, organizations have to bring their model keys anew: then delete it."
    )]
    SecretKey(String, #[source] std::io::Error),
    /// A file that a setting names cannot be read.
    #[error("{0} cannot be read. Check GOOGLE_APPLICATION_CREDENTIALS, then start again.")]
    Credentials(String, #[source] std::io::Error),
    /// A setting is there that makes no sense without another one.
    #[error("{0} is set, but {1} is not. Set it as well, or take the first one out.")]
    Incomplete(&'static str, &'static str),
    /// The provider's settings cannot be used.
    #[error("{}", .0.message)]
    Provider(ProviderError),
}

/// Connections to PostgreSQL, and readers on SQLite.
const CONNECTIONS: u32 = 16;

/// Opens the database and brings its tables up to date.
pub async fn database(settings: &Settings) -> Result<Db, StartError> {
    make_folder(&settings.data)?;
    let config = storage::Config {
        url: settings.database_url.expose_secret().to_owned(),
        max_connections: CONNECTIONS,
    };
    let db = Db::open(&config).await.map_err(StartError::Database)?;
    db.migrate().await.map_err(StartError::Database)?;
    Ok(db)
}

/// Everything use cases work with. `setup_code` is what the first visitor must give; `courier`
/// makes the calls to providers.
pub async fn services(
    settings: &Settings,
    setup_code: Option<String>,
    courier: Courier,
) -> Result<Services, StartError> {
    let db = database(settings).await?;
    let files = FileStore::open(&settings.storage_url)?;
    let choices = usecases::Settings {
        setup_code,
        demo: settings.demo,
        parallel: settings.workers,
        vault: vault(settings)?,
    };
    Ok(Services::new(
        db,
        Arc::new(SystemClock),
        Arc::new(SystemIds),
        gateway(settings, courier)?,
        PageFetcher::new(),
        files,
        choices,
    ))
}

/// What organizations' secrets are sealed with: the key that is set, else one of its own that the
/// data directory keeps, made at the first start. Copies of the database alone open nothing.
fn vault(settings: &Settings) -> Result<Vault, StartError> {
    if let Some(vault) = &settings.vault {
        return Ok(vault.clone());
    }
    let path = settings.data.join("secret.key");
    let failed = |error| StartError::SecretKey(path.display().to_string(), error);
    if !path.exists() {
        keep_new_key(&path).map_err(failed)?;
    }
    let key = std::fs::read(&path).map_err(failed)?;
    let key = key.try_into();
    let key = key.map_err(|_| failed(ErrorKind::InvalidData.into()))?;
    Ok(Vault::new(&key))
}

/// Makes a key and puts it at `path`, whole or not at all: whoever is killed in between, or comes
/// second, leaves no other.
fn keep_new_key(path: &Path) -> std::io::Result<()> {
    let fresh = path.with_extension(format!("{:08x}", rand::random::<u32>()));
    let mut options = File::options();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&fresh)?;
    file.write_all(&rand::random::<[u8; 32]>())?;
    file.sync_all()?;
    let linked = std::fs::hard_link(&fresh, path);
    std::fs::remove_file(&fresh)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// The gateway over everything that is set up.
pub fn gateway(settings: &Settings, courier: Courier) -> Result<Gateway, StartError> {
    let providers = providers(settings, &courier)?;
    let keyed = keyed(&settings.providers, &courier);
    Ok(Gateway::new(providers, RetryPolicy::default())
        .with_keyed(keyed)
        .with_courier(courier)
        .with_regions(settings.providers.regions.clone()))
}

/// Where the courier of this data directory has its socket and keeps answers.
pub fn courier_folder(settings: &Settings) -> PathBuf {
    settings.data.join("courier")
}

/// Makes calls through a process that outlives this one.
pub fn courier(settings: &Settings) -> Result<Courier, StartError> {
    let program = std::env::current_exe().map_err(StartError::Program)?;
    let arguments = ["courier", "--data"].map(String::from).to_vec();
    let data = settings.data.to_string_lossy().into_owned();
    Courier::beside(
        program,
        [arguments, vec![data]].concat(),
        courier_folder(settings),
    )
    .map_err(StartError::Tls)
}

/// Holds an embedded database for this process alone, as long as the file that is returned lives:
/// a second server would take the work in hand out of the first one's.
pub fn hold(settings: &Settings) -> Result<File, StartError> {
    let failed = |error| StartError::Data(settings.data.display().to_string(), error);
    let file = File::create(settings.data.join("handbill.lock")).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StartError::Held(settings.data.display().to_string())),
        Err(TryLockError::Error(error)) => Err(failed(error)),
    }
}

/// Takes up at once what was in hand when the process before this one died. Only where one
/// process owns the database: elsewhere the leases of the dead run out by themselves.
pub async fn take_up(services: &Services) -> Result<(), usecases::Error> {
    if !services.db().is_sqlite() {
        return Ok(());
    }
    usecases::spending::sweep(services, services.now()).await?;
    let mut tx = services.db().system().await?;
    let released = storage::jobs::release_all(&mut tx, services.now()).await?;
    tx.commit().await?;
    if released > 0 {
        tracing::info!(jobs = released, "work that was interrupted goes on");
    }
    Ok(())
}

/// How this process's worker behaves. Its name differs between processes and starts.
pub fn worker(settings: &Settings) -> WorkerConfig {
    WorkerConfig {
        name: format!("{}-{:08x}", std::process::id(), rand::random::<u32>()),
        parallel: settings.workers,
        lease_seconds: i64::from(settings.lease_seconds),
        poll: Duration::from_secs(2),
    }
}

fn make_folder(path: &Path) -> Result<(), StartError> {
    std::fs::create_dir_all(path)
        .map_err(|error| StartError::Data(path.display().to_string(), error))
}
