using System.Collections.Immutable;
using Spasms.Knowledge.Articles;

namespace Spasms.Knowledge.Countries;

/// <summary>Where to call and whom to see in one country (knowledge/countries).</summary>
/// <param name="Id">ISO code or <c>EU</c>.</param>
/// <param name="Name">The country's name.</param>
/// <param name="Sources">Who says it.</param>
/// <param name="Entries">emergency, advice, crisis, poison, in file order.</param>
/// <param name="Services">What people there call a service: emergency-department, doctor, pharmacist, same-day.</param>
/// <param name="Hash">SHA-256 of the file.</param>
public sealed record Country(
    string Id,
    string Name,
    ImmutableArray<Source> Sources,
    ImmutableArray<CountryEntry> Entries,
    ImmutableDictionary<string, string> Services,
    string Hash)
{
    /// <summary>The entry with this id, or null.</summary>
    public CountryEntry? Find(string id) => Entries.FirstOrDefault(e => e.Id == id);
}

/// <summary>A line to call: quoted whole, cited as <c>country-XX</c> with its id as section.</summary>
/// <param name="Id">emergency, advice, crisis or poison.</param>
/// <param name="Name">The service's name, or null.</param>
/// <param name="Number">What to dial.</param>
/// <param name="Text">The sentence the bot says.</param>
/// <param name="Sources">Ids of the country's sources.</param>
public sealed record CountryEntry(string Id, string? Name, string Number, string Text, ImmutableArray<string> Sources);
