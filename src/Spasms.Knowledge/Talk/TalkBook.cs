using System.Collections.Immutable;
using Spasms.Knowledge.Text;

namespace Spasms.Knowledge.Talk;

/// <summary>A thing that people say to be civil, or to learn whom they talk to (knowledge/small-talk.yaml).</summary>
/// <param name="Id">Its name.</param>
/// <param name="Phrase">What the bot says to it.</param>
/// <param name="Rank">Place in the file: of several in one message the first in the file is answered.</param>
/// <param name="Aside">True when it may stand before or behind a question without being a part of it: "hello, ..." or "... thanks".</param>
public sealed record TalkIntent(string Id, string Phrase, int Rank, bool Aside);

/// <summary>A language that the bot recognises and doesn't speak (knowledge/languages.yaml).</summary>
/// <param name="Tag">BCP 47 tag, also the name of its phrase file.</param>
/// <param name="Name">Its English name.</param>
/// <param name="Script">The script it alone is recognised by, or null for Latin.</param>
/// <param name="Letters">Letters that set it apart from others of its script.</param>
/// <param name="Common">Its commonest little words, normalised.</param>
/// <param name="About">Its words for what people write here about, normalised.</param>
public sealed record KnownLanguage(
    string Tag, string Name, string? Script, string Letters, WordTable Common, WordTable About);

/// <summary>Small talk and other languages.</summary>
/// <param name="Intents">In file order.</param>
/// <param name="Sayings">By each word that they may begin with.</param>
/// <param name="Fillers">Words that change nothing around a saying.</param>
/// <param name="Languages">In file order; of two equally likely the first wins.</param>
/// <param name="English">Words that any English text may hold: plain words and those of the vocabulary.</param>
public sealed record TalkBook(
    ImmutableArray<TalkIntent> Intents,
    SayingTable Sayings,
    WordTable Fillers,
    ImmutableArray<KnownLanguage> Languages,
    WordTable English)
{
    /// <summary>No talk at all.</summary>
    public static TalkBook Empty { get; } = new([], SayingTable.Empty, WordTable.Empty, [], WordTable.Empty);
}
