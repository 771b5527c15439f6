//! The text of an expression as a tree, every word with its place.

/// Why an expression cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SelectError {
    /// What is wrong, and what would be right.
    pub message: String,
    /// Where: characters before it.
    pub at: usize,
    /// How many characters are meant, at least one.
    pub length: usize,
}

/// A word of the expression with its place in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) at: usize,
    pub(super) length: usize,
}

/// How a field is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    Equal,
    NotEqual,
    More,
    AtLeast,
    Less,
    AtMost,
    Contains,
}

/// An expression whose fields are not looked up yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tree {
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
    Compare(Word, Op, Word),
    Text(Word),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Op(Op),
    And,
    Or,
    Not,
    Word { quoted: bool },
}

impl Word {
    /// An error at this word.
    pub(super) fn error(&self, message: impl Into<String>) -> SelectError {
        SelectError { message: message.into(), at: self.at, length: self.length.max(1) }
    }
}

impl Op {
    const SPELLINGS: [(&'static str, Self); 9] = [
        ("!=", Self::NotEqual),
        ("<>", Self::NotEqual),
        (">=", Self::AtLeast),
        ("<=", Self::AtMost),
        ("==", Self::Equal),
        ("=", Self::Equal),
        (">", Self::More),
        ("<", Self::Less),
        ("~", Self::Contains),
    ];
}

/// The deepest nesting of brackets and `not`.
const MAX_DEPTH: usize = 64;

/// Reads an expression; nothing but white space selects everything.
pub(super) fn read(text: &str) -> Result<Tree, SelectError> {
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Ok(Tree::All(Vec::new()));
    }
    let end = Word { text: String::new(), at: text.chars().count(), length: 1 };
    let mut reader = Reader { tokens: &tokens, next: 0, end };
    let tree = reader.any(0)?;
    match reader.peek() {
        None => Ok(tree),
        Some((_, word)) => Err(word.error("there is no bracket open that this one closes")),
    }
}

fn tokens(text: &str) -> Result<Vec<(Token, Word)>, SelectError> {
    let chars: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if c.is_whitespace() {
            at += 1;
            continue;
        }
        let (token, text, length) = token_at(&chars, at)?;
        tokens.push((token, Word { text, at, length }));
        at += length;
    }
    Ok(tokens)
}

fn token_at(chars: &[char], at: usize) -> Result<(Token, String, usize), SelectError> {
    let rest = &chars[at..];
    let starts_with = |spelling: &str| spelling.chars().enumerate().all(|(i, c)| rest.get(i) == Some(&c));
    match rest.first() {
        Some('(') => return Ok((Token::Open, "(".to_owned(), 1)),
        Some(')') => return Ok((Token::Close, ")".to_owned(), 1)),
        Some(&quote @ ('"' | '\'')) => {
            let Some(end) = rest[1..].iter().position(|&c| c == quote) else {
                let message = format!("the text that begins here has no closing {quote}");
                return Err(SelectError { message, at, length: rest.len() });
            };
            return Ok((Token::Word { quoted: true }, rest[1..=end].iter().collect(), end + 2));
        }
        _ => {}
    }
    if let Some((spelling, op)) = Op::SPELLINGS.into_iter().find(|(spelling, _)| starts_with(spelling)) {
        return Ok((Token::Op(op), spelling.to_owned(), spelling.len()));
    }
    let ends = |c: &char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '=' | '<' | '>' | '~' | '!');
    let length = rest.iter().position(ends).unwrap_or(rest.len()).max(1);
    let text: String = rest[..length].iter().collect();
    let token = match text.to_lowercase().as_str() {
        "and" => Token::And,
        "or" => Token::Or,
        "not" => Token::Not,
        _ => Token::Word { quoted: false },
    };
    Ok((token, text, length))
}

struct Reader<'a> {
    tokens: &'a [(Token, Word)],
    next: usize,
    end: Word,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&(Token, Word)> {
        self.tokens.get(self.next)
    }

    fn take(&mut self, token: &Token) -> bool {
        let found = self.peek().is_some_and(|(next, _)| next == token);
        self.next += usize::from(found);
        found
    }

    fn any(&mut self, depth: usize) -> Result<Tree, SelectError> {
        let mut terms = vec![self.all(depth)?];
        while self.take(&Token::Or) {
            terms.push(self.all(depth)?);
        }
        Ok(one_or(terms, Tree::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Tree, SelectError> {
        let mut terms = vec![self.term(depth)?];
        loop {
            let joined = self.take(&Token::And);
            let ends = matches!(self.peek(), None | Some((Token::Or | Token::Close, _)));
            if ends && !joined {
                return Ok(one_or(terms, Tree::All));
            }
            terms.push(self.term(depth)?);
        }
    }

    fn term(&mut self, depth: usize) -> Result<Tree, SelectError> {
        let Some((token, word)) = self.peek().cloned() else {
            return Err(self.end.error("the expression ends here; a condition such as tier = gold is missing"));
        };
        if depth > MAX_DEPTH {
            return Err(word.error("brackets are nested too deeply here"));
        }
        self.next += 1;
        match token {
            Token::Not => Ok(Tree::Not(Box::new(self.term(depth + 1)?))),
            Token::Open => {
                let inner = self.any(depth + 1)?;
                if self.take(&Token::Close) { Ok(inner) } else { Err(word.error("this bracket is not closed")) }
            }
            Token::Word { quoted } => match self.peek() {
                Some((Token::Op(op), _)) if !quoted => {
                    let op = *op;
                    self.next += 1;
                    let value = self.value(&word)?;
                    Ok(Tree::Compare(word, op, value))
                }
                _ => Ok(Tree::Text(word)),
            },
            Token::Op(_) => Err(word.error("a field is missing before this sign, such as tier = gold")),
            Token::And | Token::Or | Token::Close => Err(word.error("a condition is missing before this")),
        }
    }

    /// The value after a sign; words such as `and` are values in quotes only.
    fn value(&mut self, field: &Word) -> Result<Word, SelectError> {
        match self.peek() {
            Some((Token::Word { .. }, word)) => {
                let word = word.clone();
                self.next += 1;
                Ok(word)
            }
            Some((_, word)) => Err(word.error(format!("a value for {} is missing here", field.text))),
            None => Err(self.end.error(format!("a value for {} is missing here", field.text))),
        }
    }
}

fn one_or(mut terms: Vec<Tree>, many: fn(Vec<Tree>) -> Tree) -> Tree {
    match (terms.len(), terms.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            terms.push(last);
            many(terms)
        }
        (_, None) => many(terms),
    }
}
