//! What people call the fields of a brief, in the languages of the product.

/// What a heading or label stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// A field of the brief.
    Field(&'static str),
    /// First and last day together.
    Dates,
    /// Something briefs often have and ours has no field for: it ends what stood before it.
    Other,
}

/// The fields with their names in lower case: English, German, French, Spanish, Portuguese,
/// Japanese, Arabic.
#[rustfmt::skip]
const NAMES: [(Name, &[&str]); 17] = [
    (Name::Field("title"), &[
        "title", "campaign", "campaign name", "campaign title", "project", "campaign brief", "creative brief",
        "titel", "kampagne", "kampagnenname", "projekt", "arbeitstitel",
        "titre", "campagne", "nom de la campagne", "projet",
        "título", "campaña", "nombre de la campaña", "proyecto", "campanha", "nome da campanha", "projeto",
        "タイトル", "キャンペーン", "キャンペーン名", "件名", "العنوان", "الحملة", "اسم الحملة",
    ]),
    (Name::Field("goal"), &[
        "goal", "goals", "objective", "objectives", "aim", "campaign goal", "campaign objective", "business objective",
        "what we want to achieve", "ziel", "ziele", "kampagnenziel", "zielsetzung", "was wir erreichen wollen",
        "objectif", "objectifs", "but", "objectif de la campagne", "objetivo", "objetivos", "objetivo de la campaña",
        "meta", "metas", "objetivo da campanha", "目的", "目標", "ゴール", "الهدف", "الأهداف", "هدف الحملة",
    ]),
    (Name::Field("promoted"), &[
        "what is promoted", "product", "promoted", "offer", "product description", "about the product", "background", "what we promote",
        "was beworben wird", "produkt", "angebot", "leistung", "produktbeschreibung", "hintergrund", "ausgangslage",
        "ce que vous promouvez", "produit", "offre", "contexte", "description du produit",
        "qué se promociona", "producto", "oferta", "contexto", "descripción del producto",
        "o que será divulgado", "produto", "descrição do produto",
        "宣伝するもの", "商品", "製品", "背景", "サービス", "موضوع الترويج", "المنتج", "العرض", "الخلفية",
    ]),
    (Name::Field("web_address"), &[
        "web address", "website", "web site", "link", "url", "landing page", "web page", "homepage",
        "webadresse", "webseite", "internetadresse", "landingpage", "adresse web", "site web", "site", "lien",
        "dirección web", "sitio web", "página web", "enlace", "web", "endereço web", "página",
        "webアドレス", "ウェブサイト", "リンク", "عنوان الويب", "الموقع", "الموقع الإلكتروني", "الرابط",
    ]),
    (Name::Field("audience"), &[
        "audience", "target audience", "target group", "target groups", "who is it for", "for whom", "target",
        "zielgruppe", "zielgruppen", "für wen", "public cible", "cible", "public", "audience cible", "pour qui",
        "público", "público objetivo", "audiencia", "para quién", "público-alvo", "para quem", "audiência",
        "オーディエンス", "ターゲット", "対象", "対象者", "الجمهور", "الجمهور المستهدف", "الفئة المستهدفة",
    ]),
    (Name::Field("key_message"), &[
        "key message", "message", "main message", "core message", "key takeaway", "proposition", "slogan", "claim",
        "kernbotschaft", "botschaft", "hauptbotschaft", "kernaussage", "message clé", "message principal",
        "mensaje clave", "mensaje principal", "mensaje", "mensagem principal", "mensagem-chave", "mensagem",
        "キーメッセージ", "メッセージ", "الرسالة الأساسية", "الرسالة", "الرسالة الرئيسية",
    ]),
    (Name::Field("mandatories"), &[
        "mandatories", "must include", "mandatory", "mandatory elements", "must say", "must-haves", "must haves", "must be in every post",
        "pflichtangaben", "pflicht", "muss in jedem beitrag stehen", "muss enthalten", "muss rein",
        "à inclure dans chaque publication", "mentions obligatoires", "obligatoire", "à inclure",
        "obligatorio en todas las publicaciones", "obligatorio", "debe incluir", "menciones obligatorias",
        "obrigatório em todas as publicações", "obrigatório", "deve incluir", "menções obrigatórias",
        "すべての投稿に入れる語句", "必須", "必須事項", "عبارات إلزامية في كل منشور", "إلزامي", "عناصر إلزامية",
    ]),
    (Name::Field("avoid"), &[
        "things to avoid", "avoid", "must not include", "do not say", "don't say", "don’t say", "don'ts", "do not use", "must not be in any post", "no-gos", "taboos",
        "darf in keinem beitrag stehen", "vermeiden", "zu vermeiden", "nicht sagen", "nicht verwenden", "tabu", "tabus",
        "à exclure de toutes les publications", "à éviter", "éviter", "ne pas dire", "à ne pas dire", "interdit",
        "prohibido en todas las publicaciones", "evitar", "a evitar", "no decir", "qué evitar", "prohibido",
        "proibido em todas as publicações", "não dizer", "o que evitar", "proibido",
        "どの投稿にも使わない語句", "ng", "ngワード", "避けること", "使わない語句", "عبارات ممنوعة في جميع المنشورات", "تجنب", "ما يجب تجنبه", "ممنوع", "لا تقل",
    ]),
    (Name::Field("tone"), &[
        "tone", "tone of voice", "voice", "tonality", "tonalität", "ton", "tonfall", "ansprache",
        "tono", "tom", "tom de voz", "トーン", "語調", "النبرة", "الأسلوب",
    ]),
    (Name::Field("channels"), &[
        "channels", "channel", "platforms", "media", "kanäle", "kanal", "plattformen", "medien",
        "canaux", "canal", "plateformes", "médias", "canales", "plataformas", "medios", "canais", "mídias",
        "チャネル", "チャンネル", "媒体", "القنوات", "المنصات",
    ]),
    (Name::Field("market"), &[
        "market", "markets", "country", "region", "markt", "land", "marché", "pays", "mercado", "país", "対象市場", "市場", "国", "السوق", "البلد",
    ]),
    (Name::Field("language"), &["language", "languages", "sprache", "sprachen", "langue", "idioma", "言語", "اللغة"]),
    (Name::Field("post_count"), &[
        "number of posts", "posts", "how many posts", "anzahl der beiträge", "anzahl beiträge", "beiträge", "anzahl posts",
        "nombre de publications", "publications", "número de publicaciones", "publicaciones", "número de publicações", "publicações",
        "投稿数", "عدد المنشورات", "المنشورات",
    ]),
    (Name::Field("starts_on"), &[
        "first day", "start", "start date", "begins", "launch", "launch date", "erster tag", "beginn", "startdatum",
        "premier jour", "début", "date de début", "primer día", "inicio", "fecha de inicio", "primeiro dia", "início", "data de início",
        "開始日", "اليوم الأول", "تاريخ البدء",
    ]),
    (Name::Field("ends_on"), &[
        "last day", "end", "end date", "ends", "deadline", "letzter tag", "ende", "enddatum", "dernier jour", "fin", "date de fin",
        "último día", "fecha de fin", "último dia", "fim", "data de fim", "終了日", "締切", "اليوم الأخير", "تاريخ الانتهاء",
    ]),
    (Name::Dates, &[
        "dates", "timing", "timeline", "period", "campaign period", "when", "schedule", "zeitraum", "laufzeit", "termine", "zeitplan", "wann",
        "période", "calendrier", "quand", "fechas", "periodo", "período", "cuándo", "datas", "quando", "期間", "日程", "التواريخ", "الفترة",
    ]),
    (Name::Other, &[
        "budget", "kpi", "kpis", "contact", "contacts", "competitors", "deliverables", "notes", "approvals", "kontakt", "ansprechpartner",
        "wettbewerb", "notizen", "freigabe", "concurrents", "contraintes", "presupuesto", "contacto", "competencia", "notas",
        "orçamento", "contato", "concorrentes", "予算", "連絡先", "競合", "備考", "الميزانية", "جهة الاتصال", "المنافسون", "ملاحظات",
    ]),
];

/// Names that only say that this is a brief.
const OF_ANY_BRIEF: [&str; 12] = [
    "brief",
    "briefing",
    "campaign brief",
    "creative brief",
    "marketing brief",
    "kampagnenbriefing",
    "brief de campagne",
    "briefing de campaña",
    "briefing da campanha",
    "ブリーフ",
    "موجز",
    "موجز الحملة",
];

/// What `words` stand for, however they are numbered and written.
pub fn name_of(words: &str) -> Option<Name> {
    let folded = folded_name(words);
    NAMES
        .iter()
        .find(|(_, names)| names.contains(&folded.as_str()))
        .map(|(name, _)| *name)
}

/// Whether `words` would name any brief.
pub fn names_any_brief(words: &str) -> bool {
    OF_ANY_BRIEF.contains(&folded_name(words).as_str())
}

fn folded_name(words: &str) -> String {
    let bare = words
        .trim_start_matches(|c: char| !c.is_alphabetic())
        .trim_end_matches(|c: char| !c.is_alphanumeric());
    bare.to_lowercase()
}
