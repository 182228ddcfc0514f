namespace Spasms.Tests;

/// <summary>What a test says that needs PostgreSQL.</summary>
internal static class PostgresRequired
{
    /// <summary>Skips the test where there is no PostgreSQL; fails it where nothing may be skipped.</summary>
    public static void Check()
    {
        const string reason = "PostgreSQL is not installed here";
        Assert.False(PostgresServer.Programs is null && Environment.GetEnvironmentVariable("CI") == "true", reason);
        Assert.SkipWhen(PostgresServer.Programs is null, reason);
    }
}
