using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Spasms.Bot.Operations;

/// <summary>Reads single settings; what can't be read is a fault that says what to write.</summary>
internal static class SettingValues
{
    /// <summary>A whole number between two, both included.</summary>
    public static int Number(IConfiguration configuration, string key, int otherwise, int least, int most, ImmutableArray<string>.Builder faults)
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        faults.Add(string.Create(CultureInfo.InvariantCulture, $"The setting {key} takes a whole number from {least} to {most}."));
        return otherwise;
    }
}
