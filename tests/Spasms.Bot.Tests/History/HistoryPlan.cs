using System.Globalization;

namespace Spasms.Bot.Tests.History;

/// <summary>How long and how hard: a short form by default, a long one from the environment.</summary>
/// <param name="Seed">Everything random follows from it, timing aside.</param>
/// <param name="Clients">Persons who talk at once.</param>
/// <param name="Turns">Messages of all of them together.</param>
/// <param name="Kills">Faults, spread evenly over the turns.</param>
internal sealed record HistoryPlan(int Seed, int Clients, int Turns, int Kills)
{
    /// <summary>How long runs are repeated with new seeds; zero: one run.</summary>
    public static TimeSpan Long { get; } = TimeSpan.FromMinutes(Number("HISTORY_MINUTES", 0));

    /// <summary>The short form (a third of it outside CI), unless HISTORY_TURNS, HISTORY_KILLS, HISTORY_CLIENTS or HISTORY_SEED say otherwise.</summary>
    public static HistoryPlan Of(int turns, int kills, int clients = 8)
    {
        var part = Environment.GetEnvironmentVariable("CI") == "true" ? 1 : 3;
        return new(
            Number("HISTORY_SEED", Random.Shared.Next(1_000_000)),
            Number("HISTORY_CLIENTS", clients),
            Number("HISTORY_TURNS", turns / part),
            kills == 0 ? 0 : Number("HISTORY_KILLS", Math.Max(2, kills / part)));
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
