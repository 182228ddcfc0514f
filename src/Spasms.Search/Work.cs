namespace Spasms.Search;

/// <summary>Counted work of one query: what tests bound instead of the clock.</summary>
/// <param name="Terms">Different known terms of the query.</param>
/// <param name="Postings">Postings added up.</param>
/// <param name="Tokens">Tokens read to see which terms stand near each other.</param>
public readonly record struct Work(int Terms, long Postings, long Tokens);
