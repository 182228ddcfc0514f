using System.Buffers;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Spasms.Knowledge.Text;

/// <summary>The rules that every line people may get to read must keep, whichever file it stands in.</summary>
internal static partial class LineRules
{
    /// <summary>Most words of a sentence.</summary>
    public const int MaxWords = 20;

    private static readonly SearchValues<char> MarkupSigns = SearchValues.Create("*_`[]<>\\&~|=#+-");

    /// <summary>A line of an article: one plain sentence or list item that stands on its own.</summary>
    public static void CheckLine(DiagnosticBag bag, Place at, string text, bool isItem)
    {
        CheckMarkup(bag, at, text);
        if (SentenceEnds.SecondStart(text) is var second and > 0)
        {
            bag.Report(Codes.TwoSentences, at with { Column = at.Column + second }, "A second sentence begins here: put it on a line of its own.");
        }

        if (!isItem && !SentenceEnds.EndsWell(text))
        {
            bag.Report(Codes.NoEnd, at with { Column = at.Column + text.Length }, "End the sentence with a full stop, or make the line a list item.");
        }

        if (Pronoun().Match(text) is { Success: true } pronoun)
        {
            bag.Report(Codes.Pronoun, at, $"Name the subject instead of '{pronoun.Value}': the sentence must stand on its own when quoted.");
        }

        CheckWords(bag, at, text);
    }

    /// <summary>Text the bot says, of any number of sentences: sentence length, no dosage, nobody told to stop a medicine.</summary>
    public static void CheckWords(DiagnosticBag bag, Place at, string text)
    {
        foreach (var sentence in SentenceEnds.Split(text))
        {
            var words = SentenceEnds.CountWords(sentence);
            if (words > MaxWords)
            {
                bag.Report(Codes.LongSentence, at, $"This sentence has {words} words: cut it to {MaxWords} or split it.");
            }
        }

        if (Dosage().Match(text) is { Success: true } dosage)
        {
            bag.Report(Codes.Dosage, At(at, dosage), $"'{dosage.Value}' is a dosage: leave it out; the bot gives none.");
        }

        foreach (Match stop in Stop().Matches(text))
        {
            if (!StopIsGuarded().IsMatch(text[..stop.Index]))
            {
                bag.Report(Codes.StopTaking, At(at, stop), $"'{stop.Value}' tells people to stop a medicine: send them to the prescriber instead.");
            }
        }
    }

    /// <summary>Characters that no file may hold: what a wrong encoding left, controls, invisible direction marks.</summary>
    public static void CheckCharacters(DiagnosticBag bag, SourceFile file)
    {
        var line = 1;
        var lineStart = 0;
        var text = file.Text;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
            {
                line++;
                lineStart = i + 1;
            }
            else if (c < ' ' && c != '\t' && !(c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') || c is (>= '\u007F' and <= '\u009F') or '\u200B' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF')
            {
                bag.Report(Codes.ControlCharacter, new Place(file.Path, line, i - lineStart + 1), $"Take out the invisible character U+{(int)c:X4}.");
            }
            else if (IsMojibake(text, i))
            {
                bag.Report(Codes.Mojibake, new Place(file.Path, line, i - lineStart + 1), $"'{c}' here comes from a wrong encoding: type the right character.");
            }
        }
    }

    // What UTF-8 read as Windows-1252 or as Thai leaves: a-tilde before no letter, a-circumflex before the euro sign, Sara O before no Thai.
    private static bool IsMojibake(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        return text[at] switch
        {
            '\uFFFD' => true,
            '\u00C3' => !char.IsAsciiLetter(next),
            '\u00E2' => next == '\u20AC',
            '\u0E42' => next is < '\u0E00' or > '\u0E7F',
            _ => char.IsSurrogate(text[at]) && !IsPair(text, at),
        };
    }

    private static bool IsPair(string text, int at) =>
        char.IsHighSurrogate(text[at])
            ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            : at > 0 && char.IsHighSurrogate(text[at - 1]);

    private static void CheckMarkup(DiagnosticBag bag, Place at, string text)
    {
        if (Address().Match(text) is { Success: true } address)
        {
            bag.Report(Codes.Markup, At(at, address), "No links in text: name the source in the front matter.");
        }
        else if (text.AsSpan().ContainsAny(MarkupSigns) && !IsPlain(text))
        {
            bag.Report(Codes.Markup, at, "No markup in a line: it is quoted as it stands.");
        }
    }

    // Plain means that Markdown makes of the line one paragraph that says just the same.
    private static bool IsPlain(string text)
    {
        if (text.Contains('|', StringComparison.Ordinal))
        {
            return false;
        }

        if (Parse(text) is not [ParagraphBlock { Inline: { } inline }])
        {
            return false;
        }

        var said = "";
        foreach (var part in inline)
        {
            if (part is not LiteralInline literal)
            {
                return false;
            }

            said += literal.Content.ToString();
        }

        return said == text;
    }

    private static MarkdownDocument? Parse(string text)
    {
        try
        {
            return Markdown.Parse(text);
        }
        catch (ArgumentException)
        {
            // Markdig refuses a line of a hundred brackets in each other; nothing plain looks so.
            return null;
        }
    }

    private static Place At(Place at, Match match) => at with { Column = at.Column + match.Index };

    [GeneratedRegex(@"https?://\S*|www\.\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(It|This|They|These|That)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Pronoun();

    [GeneratedRegex(
        @"\b(\d+([.,]\d+)?|one|two|three|four|five|six|eight|ten)[\s-]*(mg|mcg|[µμ]g|micrograms?|milligrams?|ml|millilit(re|er)s?|tablets?|pills?|capsules?|times\s+(a|per|each|every)\s+day)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dosage();

    [GeneratedRegex(
        @"\bstop\s+taking\b|\b(stop|quit|skip|come\s+off|give\s+up)\s+((your|the|this|that|these|those|any|a|an|all|his|her|their)\s+)?(\w+\s+)?(medicines?|medications?|tablets?|pills?|drugs?|statins?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Stop();

    [GeneratedRegex(@"\b(not|never|cannot|before|without|unless|whether|if|than|when|\w+n['’]?t)\b[^.!?]{0,60}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StopIsGuarded();
}
