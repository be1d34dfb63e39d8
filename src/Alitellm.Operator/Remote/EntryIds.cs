namespace Alitellm.Operator.Remote;

/// <summary>The ids by which an object knows its entry.</summary>
/// <param name="Recorded">The one in the status; null before the first write.</param>
/// <param name="Chosen">The one we give to a new entry; null where LiteLLM mints ids.</param>
internal sealed record EntryIds(string? Recorded, string? Chosen);
