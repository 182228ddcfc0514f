using System.Collections.Immutable;
using Spasms.Knowledge;

namespace Spasms.Bot.Cli.Verify;

/// <summary>A content that replies may have been made from: its quotable lines by file and hash, and its own words.</summary>
internal sealed class CitableContent
{
    private readonly ILookup<(string Article, string Hash), (string Section, string Line)> _lines;

    private CitableContent(KnowledgeBase knowledge)
    {
        Hash = knowledge.Hash;
        Own = OwnWords.Of(knowledge);
        _lines = Lines(knowledge).ToLookup(l => (l.Article, l.Hash), l => (l.Section, l.Line));
    }

    /// <summary>The hash of the whole.</summary>
    public string Hash { get; }

    /// <summary>What is said without a source.</summary>
    public OwnWords Own { get; }

    /// <summary>From a compiled content.</summary>
    public static CitableContent Of(KnowledgeBase knowledge) => new(knowledge);

    /// <summary>True when it holds a file of this name in exactly this version.</summary>
    public bool Has(string article, string hash) => _lines.Contains((article, hash));

    /// <summary>True when the line stands, byte for byte, in the named section of the file at that hash.</summary>
    public bool Quotes(SavedCitation citation) =>
        _lines[(citation.Article, citation.Hash)].Contains((citation.Section, citation.Quote));

    /// <summary>True when the line stands in the named file's section, whatever the version.</summary>
    public bool QuotesInAnyVersion(SavedCitation citation) =>
        _lines.Any(g => g.Key.Article == citation.Article && g.Contains((citation.Section, citation.Quote)));

    private static IEnumerable<(string Article, string Hash, string Section, string Line)> Lines(KnowledgeBase knowledge)
    {
        var articles = knowledge.Articles.SelectMany(a => a.Sections.SelectMany(s => s.Sentences.Select(l => (a.Id, a.Hash, s.Anchor, l.Text))));
        var flags = knowledge.RedFlags.Families.Select(f => ("triage", knowledge.RedFlags.Hash, f.Id, f.Advice));
        var book = knowledge.Triage;
        var rules = book.Rules.SelectMany(r => (r.Sign is null ? r.Text : r.Text.Add(r.Sign)).Select(t => ("triage", book.Hash, r.Id, t)));
        var levels = book.Dispositions.SelectMany(d => d.Text.Select(t => ("triage", book.Hash, d.Id, t)));
        var numbers = knowledge.Countries.SelectMany(c => c.Entries.Select(e => ("country-" + c.Id, c.Hash, e.Id, e.Text)));
        return articles.Concat(flags).Concat(rules).Concat(levels).Concat(numbers);
    }
}
