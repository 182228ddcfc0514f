using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Text;
using Spasms.Knowledge.Yaml;

namespace Spasms.Knowledge.Phrases;

/// <summary>From the files of phrases/ to <see cref="PhraseBook"/>s; English sets ids and placeholders for the others.</summary>
internal static partial class PhraseCompiler
{
    // What sections name with direct=, and what their aspects stand for by default.
    private static readonly string[] Required = ["yes", "it-can", "no", "unclear", "may-help", "not-usually"];

    /// <summary>Reads all phrase files; faults go into the bag.</summary>
    public static ImmutableDictionary<string, PhraseBook> Compile(IEnumerable<SourceFile> files, ReadingGrade grade, DiagnosticBag bag)
    {
        var books = ImmutableDictionary.CreateBuilder<string, PhraseBook>(StringComparer.Ordinal);
        PhraseBook? english = null;
        foreach (var file in files.OrderBy(f => LanguageOf(f) == "en" ? 0 : 1).ThenBy(f => f.Path, StringComparer.Ordinal))
        {
            var phrases = Read(file, bag);
            if (LanguageOf(file) == "en")
            {
                CheckEnglish(file, phrases, grade, bag);
            }
            else if (english is not null)
            {
                CheckAgainst(english, phrases, bag);
            }

            var book = new PhraseBook(
                LanguageOf(file),
                phrases.ToImmutableDictionary(p => p.Key, p => p.Value.Value, StringComparer.Ordinal));
            english ??= book.Language == "en" ? book : null;
            books[book.Language] = book;
        }

        return books.ToImmutable();
    }

    private static string LanguageOf(SourceFile file) => file.Path["phrases/".Length..^".yaml".Length];

    private static Dictionary<string, Placed> Read(SourceFile file, DiagnosticBag bag)
    {
        var phrases = new Dictionary<string, Placed>(StringComparer.Ordinal);
        if (YamlText.Parse(file.Path, file.Text, bag) is not { } root)
        {
            return phrases;
        }

        var map = new MapReader(root, bag);
        foreach (var id in map.Keys)
        {
            var text = map.Text(id);
            var at = map.PlaceOf(id);
            Ids.Check(bag, at with { Column = 1 }, id);
            phrases[id] = new Placed(text, at);
            CheckPlaceholders(bag, at, text);
            CheckDiagnosis(bag, at, text);
            LineRules.CheckWords(bag, at, text);
        }

        return phrases;
    }

    private static void CheckEnglish(SourceFile file, Dictionary<string, Placed> phrases, ReadingGrade grade, DiagnosticBag bag)
    {
        foreach (var id in Required.Where(id => !phrases.ContainsKey(id)))
        {
            bag.Report(Codes.MissingPhrase, Place.Start(file.Path), $"The phrase '{id}' is missing: articles lean on it.");
        }

        Grading.Check(bag, Codes.PhraseGrade, file.Path, SpokenText.MaxGrade, grade, phrases.Values.SelectMany(p =>
            SentenceEnds.Split(Placeholder().Replace(p.Value, "number")).Select(s => (p.At.Line, s))));
    }

    private static void CheckAgainst(PhraseBook english, Dictionary<string, Placed> phrases, DiagnosticBag bag)
    {
        foreach (var (id, phrase) in phrases)
        {
            if (!english.Texts.TryGetValue(id, out var original))
            {
                bag.Report(Codes.NotInEnglish, phrase.At, $"English has no phrase '{id}': mend the id or add it there.");
            }
            else if (!Names(original).SetEquals(Names(phrase.Value)))
            {
                bag.Report(Codes.NotInEnglish, phrase.At, $"The English text has the placeholders {string.Join(", ", Names(original).Order(StringComparer.Ordinal))}: use the same.");
            }
        }
    }

    private static HashSet<string> Names(string text) => [.. Placeholder().Matches(text).Select(m => m.Value)];

    private static void CheckPlaceholders(DiagnosticBag bag, Place at, string text)
    {
        var rest = Placeholder().Replace(text, m => new string(' ', m.Length));
        if (rest.AsSpan().IndexOfAny('{', '}') is var brace and >= 0)
        {
            bag.Report(Codes.Placeholder, at with { Column = at.Column + brace }, "A placeholder is a name of lower-case letters and hyphens in braces, like {sign}.");
        }
    }

    private static void CheckDiagnosis(DiagnosticBag bag, Place at, string text)
    {
        foreach (Match match in Diagnosis().Matches(text))
        {
            if (!Denied().IsMatch(text[..match.Index]))
            {
                bag.Report(Codes.Diagnosis, at with { Column = at.Column + match.Index }, $"'{match.Value}' is never our word for a result: say how soon to get help.");
            }
        }
    }

    [GeneratedRegex(@"\{[a-z][a-z0-9-]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\bdiagnos\w*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Diagnosis();

    [GeneratedRegex(@"\b(not|no|never|cannot|\w+n['’]t)\b[^.!?]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Denied();
}
