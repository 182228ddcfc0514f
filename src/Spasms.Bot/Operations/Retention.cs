using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Spasms.Bot.Turns;

namespace Spasms.Bot.Operations;

/// <summary>How long each kind of thing is kept, in settings of days; 0 keeps it until the person asks to be forgotten.</summary>
internal sealed record Retention
{
    private const int MostDays = 36_500;

    /// <summary>The settings that are read here.</summary>
    public static ImmutableArray<string> Keys { get; } =
        ["Retention:Conversations", "Retention:Triage", "Retention:Feedback", "Retention:Misses", "Retention:Counts", "Retention:Backups"];

    /// <summary>A conversation goes whole, so long after its last word; null: never.</summary>
    public TimeSpan? Conversations { get; init; }

    /// <summary>Kinds of notes that go so long after they were made.</summary>
    public ImmutableArray<KeptNotes> Notes { get; init; } = [];

    /// <summary>Days until the last backup that holds a removed thing is gone: the operator's promise, 30 at most.</summary>
    public int BackupDays { get; init; } = 30;

    /// <summary>Reads the settings.</summary>
    public static Retention Read(IConfiguration configuration, ImmutableArray<string>.Builder faults)
    {
        return new Retention
        {
            Conversations = Life("Retention:Conversations", 180),
            Notes =
            [
                .. Kind(LastTriages.Kind, "Retention:Triage", 180),
                .. Kind("feedback", "Retention:Feedback", 365),
                .. Kind(Miss.Kind, "Retention:Misses", 180),
                .. Kind(Tally.Kind, "Retention:Counts", 365),
            ],
            BackupDays = SettingValues.Number(configuration, "Retention:Backups", 30, 0, 30, faults),
        };

        TimeSpan? Life(string key, int days) =>
            SettingValues.Number(configuration, key, days, 0, MostDays, faults) is var set and > 0 ? TimeSpan.FromDays(set) : null;

        KeptNotes[] Kind(string kind, string key, int days) => Life(key, days) is { } life ? [new KeptNotes(kind, life)] : [];
    }
}

/// <summary>A kind of notes and how long each is kept.</summary>
internal sealed record KeptNotes(string Kind, TimeSpan Life);
