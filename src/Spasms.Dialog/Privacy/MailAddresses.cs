using System.Text.RegularExpressions;

namespace Spasms.Dialog.Privacy;

/// <summary>Finds e-mail addresses, written plainly or as "name at example dot com".</summary>
internal static partial class MailAddresses
{
    private const int LongestName = 128;

    /// <summary>Adds where each address stands. Time grows with the length of the text.</summary>
    public static void Find(string text, List<(int Start, int End)> found)
    {
        for (var at = text.AsSpan().IndexOfAny('@', '\uFF20'); at >= 0;)
        {
            var domain = Domain().Match(text, at + 1, Math.Min(256, text.Length - at - 1));
            if (domain.Success && NameBefore(text, at) is { } start)
            {
                found.Add((start, domain.Index + domain.Length));
            }

            var next = text.AsSpan(at + 1).IndexOfAny('@', '\uFF20');
            at = next < 0 ? -1 : at + 1 + next;
        }

        if (!text.Contains("dot", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (Match at in SpelledAt().Matches(text))
        {
            var after = at.Index + at.Length;
            var domain = SpelledDomain().Match(text, after, Math.Min(256, text.Length - after));
            if (domain.Success && NameBefore(text, at.Index) is { } start)
            {
                found.Add((start, domain.Index + domain.Length));
            }
        }
    }

    // One space may stand before the sign; a name in quotes may hold more.
    private static int? NameBefore(string text, int at)
    {
        var end = at > 0 && text[at - 1] == ' ' ? at - 1 : at;
        if (end > 1 && text[end - 1] == '"')
        {
            var from = Math.Max(0, end - LongestName);
            var quote = text.LastIndexOf('"', end - 2, end - 1 - from);
            return quote >= 0 ? quote : null;
        }

        var start = end;
        while (start > 0 && end - start < LongestName && IsName(text[start - 1]))
        {
            start--;
        }

        return start < end ? start : null;
    }

    private static bool IsName(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-' or '\'' or '&' or '~' or '#' or '=';

    [GeneratedRegex(@"\G ?(?:(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}[\p{L}\p{N}-]{1,23}|\[[0-9a-fA-F.:]{3,45}\])", RegexOptions.CultureInvariant)]
    private static partial Regex Domain();

    [GeneratedRegex(@"[(\[{<] ?(?:at|AT|At) ?[)\]}>]|(?<=\s)(?:at|AT|At)(?=\s)", RegexOptions.CultureInvariant)]
    private static partial Regex SpelledAt();

    [GeneratedRegex(@"\G\s{0,2}[\p{L}\p{N}-]{1,63}(?:\s{0,2}[(\[{<] ?dot ?[)\]}>]\s{0,2}|\s{1,2}dot\s{1,2})[\p{L}]{2,24}(?:(?:\s{1,2}dot\s{1,2}|\.)\p{L}{2,24})?\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex SpelledDomain();
}
