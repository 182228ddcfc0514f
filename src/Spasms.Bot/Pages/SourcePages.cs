using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Countries;
using Spasms.Knowledge.Phrases;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Pages;

/// <summary>What citations of rules, warning signs and telephone numbers open: the very lines, each under its id.</summary>
internal static class SourcePages
{
    /// <summary>Levels, rules, warning signs and questions on one page.</summary>
    public static string Rules(KnowledgeBase knowledge, string? quoted)
    {
        var words = knowledge.English;
        var book = knowledge.Triage;
        var flags = knowledge.RedFlags;
        var sources = book.Sources.Concat(flags.Sources).DistinctBy(s => s.Id).ToImmutableArray();
        return Write(words, words["page-triage-title"], words["page-triage-lead"], sources, quoted,
        [
            new Part(words["page-levels-title"], [.. book.Dispositions.Select(d => new Entry(d.Id, d.Title, d.Text, d.Sources))]),
            new Part(words["page-rules-title"], [.. book.Rules.Select(r => new Entry(r.Id, RuleTitle(words, r), r.Text.Add(r.Why), r.Sources))]),
            new Part(words["page-flags-title"], [.. flags.Families.Select(f => new Entry(f.Id, f.Name, [f.Advice], f.Sources))]),
            new Part(words["page-questions-title"], [.. book.Questions.Select(q => new Entry(q.Id, q.Name, [q.Text, q.Why, q.Means], []))]),
        ]);
    }

    /// <summary>A country's numbers.</summary>
    public static string Country(KnowledgeBase knowledge, Country country, string? quoted)
    {
        var words = knowledge.English;
        var entries = country.Entries.Select(e => new Entry(e.Id, e.Name ?? country.Name, [e.Text], e.Sources));
        return Write(words, country.Name, words["page-country-lead"], country.Sources, quoted, [new Part(words["page-numbers-title"], [.. entries])]);
    }

    private static string Write(
        PhraseBook words, string title, string lead, ImmutableArray<Source> sources, string? quoted, ImmutableArray<Part> parts)
    {
        // A warning sign and a rule may share an id: the one that holds the quoted line gets the anchor, else the first.
        var anchored = parts.SelectMany(p => p.Entries)
            .GroupBy(e => e.Id, StringComparer.Ordinal)
            .Select(same => same.FirstOrDefault(e => e.Lines.Any(l => CitationLink.Mark(l) == quoted)) ?? same.First())
            .ToHashSet(ReferenceEqualityComparer.Instance);
        var main = Html.Of($"""
            <h1>{title}</h1>
            <p>{lead}</p>
            {ArticlePages.QuoteNote(words, parts.SelectMany(p => p.Entries).SelectMany(e => e.Lines), quoted)}
            {parts.Select(p => Html.Of($"<h2>{p.Title}</h2>{p.Entries.Select(e => Section(words, e, anchored.Contains(e), sources, quoted))}"))}
            {ArticlePages.Sources(words, sources)}
            <p class="note">{words["page-disclaimer"]}</p>
            <p><a class="button" href="/">{words["page-back"]}</a></p>
            """);
        return Layout.Page(words, $"{title} - {words["page-title"]}", main, "text");
    }

    private static string RuleTitle(PhraseBook words, Rule rule)
    {
        var level = words["page-urgency-" + Levels.Name(rule.Level)];
        return rule.Sign is { Length: > 0 } sign ? $"{level}: {sign}" : level;
    }

    private static Html Section(PhraseBook words, Entry entry, bool isAnchored, ImmutableArray<Source> sources, string? quoted) => Html.Of($"""
        <section{(isAnchored ? Html.Of($" id=\"{entry.Id}\"") : Html.None)} class="passage">
        <h3><a class="here" href="#{entry.Id}">{entry.Title}</a></h3>
        {entry.Lines.Where(l => l.Length > 0).Select(l => Html.Of($"<p>{ArticlePages.Line(l, quoted)}</p>"))}
        {ArticlePages.From(words, sources.Where(s => entry.Sources.Contains(s.Id)))}
        </section>
        """);

    private sealed record Part(string Title, ImmutableArray<Entry> Entries);

    private sealed record Entry(string Id, string Title, ImmutableArray<string> Lines, ImmutableArray<string> Sources);
}
