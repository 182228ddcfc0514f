using System.Security.Cryptography;
using System.Text;

namespace Spasms.Bot.Pages;

/// <summary>Addresses of cited passages: the page, which line of it to mark, and where it stands.</summary>
internal static class CitationLink
{
    /// <summary>Where a citation opens: <c>/articles/ID?q=LINE#SECTION</c>, or <c>/sources/...</c> for rules and numbers.</summary>
    /// <param name="article">Article id, <c>triage</c> or <c>country-XX</c>.</param>
    /// <param name="section">Anchor of the heading, or id of the rule or entry.</param>
    /// <param name="quote">The quoted line.</param>
    public static string To(string article, string section, string quote)
    {
        var folder = article == "triage" || article.StartsWith("country-", StringComparison.Ordinal) ? "sources" : "articles";
        return $"/{folder}/{Uri.EscapeDataString(article)}?q={Mark(quote)}#{Uri.EscapeDataString(section)}";
    }

    /// <summary>A short name of a line: finds it again wherever it moves, and tells when its words have changed.</summary>
    public static string Mark(string line) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)).AsSpan(0, 4));
}
