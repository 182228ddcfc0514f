using System.Security.Cryptography;
using System.Text;

namespace Spasms.Storage.Postgres;

/// <summary>
/// Ids and keys as PostgreSQL can hold them: its text takes no zero character, and an index no entry of thousands of bytes.
/// </summary>
internal static class Names
{
    private const int Longest = 500;

    /// <summary>The name itself, where it can stand; the same name always gives the same.</summary>
    public static string Of(string name) =>
        name.Length > Longest ? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))
        : name.Contains('\0') ? name.Replace('\0', '\u2400')
        : name;
}
