using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spasms.Dialog.Triage;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Triage;

namespace Spasms.Bot.Cli.Verify;

/// <summary>
/// Everything that the bot may say without a source (I3): its phrases, its questions, and the names that are set into
/// them. What is none of these in a reply must be a quote.
/// </summary>
internal sealed partial class OwnWords
{
    private static readonly string[] s_joints = [" or ", " and "];
    private static readonly string[] s_sides = [" (left)", " (right)", " (both sides)"];

    private readonly FrozenSet<string> _names;
    private readonly ImmutableArray<string> _titles;
    private readonly ImmutableArray<ImmutableArray<string>> _patterns;

    private OwnWords(FrozenSet<string> names, ImmutableArray<string> titles, ImmutableArray<ImmutableArray<string>> patterns)
    {
        _names = names;
        _titles = titles;
        _patterns = patterns;
    }

    /// <summary>The own words of a content.</summary>
    public static OwnWords Of(KnowledgeBase knowledge)
    {
        var phrases = knowledge.Phrases.Values
            .SelectMany(book => book.Texts.Values)
            .SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.Ordinal)
            .ToLookup(text => Placeholder().IsMatch(text));
        var names = phrases[false].Concat(Names(knowledge)).Concat(Triage(knowledge.Triage)).Where(n => n.Length > 0);
        return new OwnWords(
            names.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            [.. knowledge.Triage.Questions.Select(q => q.Name + ": ")],
            [.. phrases[true].Select(text => Placeholder().Split(text).ToImmutableArray())]);
    }

    /// <summary>True when a run of words in a reply is the bot's own.</summary>
    public bool Hold(string words) => IsValue(words) || IsTold(words) || _patterns.Any(p => Fits(p, words));

    // A name, a number, or several in a row. Names may hold commas themselves, so every split is tried.
    private bool IsValue(string words)
    {
        if (IsName(words))
        {
            return true;
        }

        for (var at = words.IndexOfAny([',', ';']); at > 0 && at + 2 < words.Length; at = words.IndexOfAny([',', ';'], at + 1))
        {
            if (words[at + 1] == ' ' && IsName(words[..at]) && IsValue(words[(at + 2)..]))
            {
                return true;
            }
        }

        // The last two of a row are joined by a word.
        return s_joints.Any(joint => words.LastIndexOf(joint, StringComparison.Ordinal) is > 0 and var end
            && IsName(words[(end + joint.Length)..])
            && IsValue(words[..end]));
    }

    private bool IsName(string words) =>
        _names.Contains(words)
        || Number().IsMatch(words)
        || s_sides.Any(s => words.EndsWith(s, StringComparison.Ordinal) && IsValue(words[..^s.Length]));

    // "Age: 45 years" of a summary.
    private bool IsTold(string words) =>
        _titles.Any(t => words.StartsWith(t, StringComparison.OrdinalIgnoreCase) && IsSet(words[t.Length..]));

    private bool IsSet(string value) => IsValue(value) || _patterns.Any(p => Fits(p, value, IsName));

    private bool Fits(ImmutableArray<string> parts, string words) => Fits(parts, words, IsSet);

    // The fixed parts in order, and between them only values: a placeholder lets no foreign sentence in.
    private static bool Fits(ImmutableArray<string> parts, string words, Func<string, bool> isValue)
    {
        if (!words.StartsWith(parts[0], StringComparison.Ordinal) || !words.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        var from = parts[0].Length;
        for (var i = 1; i < parts.Length; i++)
        {
            var to = i == parts.Length - 1 ? words.Length - parts[i].Length : words.IndexOf(parts[i], from, StringComparison.Ordinal);
            if (to < from || !(to == from || isValue(words[from..to])))
            {
                return false;
            }

            from = to + parts[i].Length;
        }

        return true;
    }

    private static IEnumerable<string> Names(KnowledgeBase knowledge) =>
        knowledge.Vocabulary.Topics.Select(t => t.Name)
            .Concat(knowledge.Vocabulary.Groups.Select(g => g.Name))
            .Concat(knowledge.Articles.Select(a => a.Title))
            .Concat(knowledge.RedFlags.Families.SelectMany(f => new[] { f.Id, f.Name }))
            .Append(Questionnaire.SecondCheck)
            .Concat(knowledge.Countries.SelectMany(c => c.Services.Values.Append(c.Name).Concat(c.Entries.SelectMany(e => new[] { e.Number, e.Name ?? "" }))));

    private static IEnumerable<string> Triage(TriageBook book) =>
        book.Questions.SelectMany(q => new[] { q.Text, q.They, q.Name, q.Why, q.Means, q.Example }.Concat(q.Options.Select(o => o.Text)))
            .Concat(book.Findings.SelectMany(f => new[] { f.Says, f.They }))
            .Concat(book.Dispositions.Select(d => d.Title))
            .Concat(book.Rules.Select(r => r.Id))
            .Concat(book.Sources.Select(Written));

    private static string Written(Source source) => $"{source.Publisher}, {source.Title} ({source.Year})";

    [GeneratedRegex(@"\{[a-z][a-z0-9-]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^-?\d+(\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
