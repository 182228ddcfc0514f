namespace Spasms.Tests;

public sealed class HouseTests
{
    [Fact]
    public void The_test_program_runs_on_dotnet_ten() =>
        Assert.Equal(10, Environment.Version.Major);
}
