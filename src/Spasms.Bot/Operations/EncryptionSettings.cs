using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Spasms.Storage.Encryption;

namespace Spasms.Bot.Operations;

/// <summary>The keys that messages are encrypted with at rest: from the settings, or one a line from a file. None: not encrypted.</summary>
internal static class EncryptionSettings
{
    private const string FileKey = "Encryption:KeyFile";

    /// <summary>The settings that are read here.</summary>
    public static ImmutableArray<string> Keys { get; } = ["Encryption:Keys", FileKey];

    /// <summary>Reads the keys, those of the settings before those of the file; the first one writes.</summary>
    public static MessageKeys? Read(IConfiguration configuration, ImmutableArray<string>.Builder faults)
    {
        var keys = configuration.GetSection("Encryption:Keys").GetChildren().Select(c => c.Value).OfType<string>().Where(v => v.Length > 0).ToList();
        if (configuration[FileKey] is { Length: > 0 } file)
        {
            try
            {
                keys.AddRange(File.ReadAllLines(file).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'));
                if (keys.Count == 0)
                {
                    faults.Add($"The setting {FileKey}: the file holds no key.");
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                faults.Add($"The setting {FileKey}: the file can't be read.");
            }
        }

        if (keys.Count == 0)
        {
            return null;
        }

        var read = MessageKeys.Read(keys);
        if (read is null)
        {
            faults.Add("An encryption key is 32 random bytes in base64, as 'openssl rand -base64 32' makes them.");
        }

        return read;
    }
}
