//! The file of a model: what it says of itself, and its weights.

use std::{
    fs::File,
    io::{BufReader, Cursor},
    path::{Path, PathBuf},
};

use candle_core::{
    Device,
    quantized::{
        GgmlDType, QTensor,
        gguf_file::{self, Content, Value},
    },
};
use candle_transformers::models::quantized_llama::{MAX_SEQ_LEN, ModelWeights};

use super::{Result, Trouble, vocabulary::Vocabulary};

/// What a file says of its model.
#[derive(Debug)]
pub(super) struct Header {
    pub path: PathBuf,
    /// The file's name without its ending.
    pub name: String,
    /// The languages that it names; none when it names none.
    pub languages: Vec<String>,
    /// How many tokens question and answer may have together.
    pub context: usize,
}

/// A model that is ready to answer.
pub(super) struct Engine {
    pub weights: ModelWeights,
    pub vocabulary: Vocabulary,
}

impl Header {
    /// Reads the beginning of the file and looks whether the rest is there.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let (content, file) = open(path)?;
        if text(&content, "general.architecture") != Some("llama") {
            return Err(Trouble::Unfit("its architecture is not “llama”"));
        }
        let size = file.get_ref().metadata().map_err(Trouble::File)?.len();
        let whole = content.tensor_infos.values().all(|tensor| {
            let blocks = tensor.shape.elem_count() / tensor.ggml_dtype.block_size();
            let bytes = (blocks * tensor.ggml_dtype.type_size()) as u64;
            content.tensor_data_offset + tensor.offset + bytes <= size
        });
        if !whole {
            return Err(Trouble::Unfit("it is cut off before its end"));
        }
        let length = content.metadata.get("llama.context_length");
        let length = length.and_then(|value| value.to_u32().ok());
        Ok(Self {
            name: path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            path: path.to_owned(),
            languages: languages(&content),
            // candle prepares as many positions for every model of this kind.
            context: length.map_or(MAX_SEQ_LEN, |length| MAX_SEQ_LEN.min(length as usize)),
        })
    }
}

impl Engine {
    /// Loads the model, which takes about as many bytes of memory as its file has.
    pub(super) fn load(path: &Path) -> Result<Self> {
        let (content, mut file) = open(path)?;
        let vocabulary = Vocabulary::read(&content)?;
        let weights = if content
            .tensor_infos
            .values()
            .any(|it| is_slow(it.ggml_dtype))
        {
            let mut quick = quickened(&content, &mut file)?;
            let content = Content::read(&mut quick)?;
            ModelWeights::from_gguf(content, &mut quick, &Device::Cpu)?
        } else {
            ModelWeights::from_gguf(content, &mut file, &Device::Cpu)?
        };
        Ok(Self {
            weights,
            vocabulary,
        })
    }
}

/// Whether candle 0.11 computes with weights of this kind without the processor's vectors.
const fn is_slow(kind: GgmlDType) -> bool {
    matches!(kind, GgmlDType::Q4_1 | GgmlDType::Q5_0 | GgmlDType::Q5_1)
}

/// The same model with its slow weights as `Q8_0`, which lose nothing by it and answer several
/// times as quickly.
fn quickened(content: &Content, file: &mut BufReader<File>) -> Result<Cursor<Vec<u8>>> {
    let mut tensors = Vec::new();
    for name in content.tensor_infos.keys() {
        let mut tensor = content.tensor(file, name, &Device::Cpu)?;
        if is_slow(tensor.dtype()) {
            tensor = QTensor::quantize(&tensor.dequantize(&Device::Cpu)?, GgmlDType::Q8_0)?;
        }
        tensors.push((name.as_str(), tensor));
    }
    let tensors: Vec<_> = tensors
        .iter()
        .map(|(name, tensor)| (*name, tensor))
        .collect();
    let metadata = content.metadata.iter();
    let metadata: Vec<_> = metadata
        .filter(|(key, _)| !key.starts_with("tokenizer."))
        .map(|(key, value)| (key.as_str(), value))
        .collect();
    let mut quick = Cursor::new(Vec::new());
    gguf_file::write(&mut quick, &metadata, &tensors)?;
    quick.set_position(0);
    Ok(quick)
}

fn open(path: &Path) -> Result<(Content, BufReader<File>)> {
    let mut file = BufReader::new(File::open(path).map_err(Trouble::File)?);
    let content = Content::read(&mut file).map_err(Trouble::NoModel)?;
    Ok((content, file))
}

/// What the file says under `key`, if it is text.
pub(super) fn text<'a>(content: &'a Content, key: &str) -> Option<&'a str> {
    let value = content.metadata.get(key)?;
    value.to_string().ok().map(String::as_str)
}

fn languages(content: &Content) -> Vec<String> {
    let named = content.metadata.get("general.languages");
    let named = named.and_then(|value| value.to_vec().ok());
    let texts = named.into_iter().flatten().filter_map(|value| match value {
        Value::String(text) => Some(text.to_lowercase()),
        _ => None,
    });
    texts.collect()
}
