using System.Collections;

namespace Spasms.Protocol;

/// <summary>Citations that will be sent again: written once.</summary>
public sealed class EncodedClaims(IReadOnlyList<Claim> claims) : IReadOnlyList<Claim>
{
    /// <inheritdoc />
    public int Count => claims.Count;

    /// <summary>Their JSON.</summary>
    internal byte[] Utf8 { get; } = ActivityWriter.Write(claims);

    /// <inheritdoc />
    public Claim this[int index] => claims[index];

    /// <inheritdoc />
    public IEnumerator<Claim> GetEnumerator() => claims.GetEnumerator();

    /// <inheritdoc />
    IEnumerator IEnumerable.GetEnumerator() => claims.GetEnumerator();
}
