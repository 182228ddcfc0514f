using Spasms.Storage.Tests;
using Spasms.Tests;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace Spasms.Storage.Tests;

/// <summary>One server for all tests that don't break it, started by the first that needs it.</summary>
public sealed class SharedPostgres : IDisposable
{
    private static readonly Lazy<PostgresServer> Shared = new(() => PostgresServer.Start());

    internal static PostgresServer Server
    {
        get
        {
            PostgresRequired.Check();
            return Shared.Value;
        }
    }

    public void Dispose()
    {
        if (Shared.IsValueCreated)
        {
            Shared.Value.Dispose();
        }
    }
}
