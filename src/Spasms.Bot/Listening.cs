using System.Collections.Immutable;
using System.Net;

namespace Spasms.Bot;

/// <summary>The rule that without a secret only this machine may reach the host.</summary>
internal static class Listening
{
    /// <summary>Adds a fault for each address that is none or that needs a secret.</summary>
    public static void Check(Settings settings, ImmutableArray<string>.Builder faults)
    {
        var named = settings.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"] ?? "");
        foreach (var url in Urls(settings).Concat(named).Where(u => u.Length > 0))
        {
            if (!url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            {
                faults.Add($"The setting Urls takes addresses like http://localhost:3978, not '{url}'.");
            }
            else if (settings.Secrets.IsEmpty && !IsLoopback(url))
            {
                faults.Add($"'{url}' can be reached from other machines, and that needs a secret: set DirectLine:Secrets:0, or listen on localhost.");
            }
        }
    }

    /// <summary>The addresses, one by one.</summary>
    public static string[] Urls(Settings settings) =>
        settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsLoopback(string url)
    {
        var host = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        host = host.StartsWith('[') ? host[1..].Split(']')[0] : host.Split(':', '/')[0];
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}
