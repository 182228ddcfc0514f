using System.Security.Cryptography;
using System.Text;

namespace Spasms.Knowledge;

/// <summary>SHA-256 over text, as lower-case hex: names a file or a whole snapshot.</summary>
public static class ContentHash
{
    /// <summary>Hash of one text's UTF-8 bytes.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Hash of a set of files, independent of their order on the disk.</summary>
    public static string Of(IEnumerable<SourceFile> files)
    {
        var whole = new StringBuilder();
        foreach (var file in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            whole.Append(file.Path).Append('\n').Append(Of(file.Text)).Append('\n');
        }

        return Of(whole.ToString());
    }
}
