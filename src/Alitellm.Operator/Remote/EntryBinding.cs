using Alitellm.Operator.Remote.Deciding;

namespace Alitellm.Operator.Remote;

/// <summary>Which entry an object is bound to, and which further ones are its own duplicates.</summary>
/// <param name="Id">The id to write to; null where none is known and LiteLLM mints ids.</param>
/// <param name="Owner">Who owns the entry, when we do not.</param>
internal sealed record EntryBinding<TObserved>(Binding Kind, string? Id, TObserved? Entry, string? Owner, IReadOnlyList<TObserved> Duplicates)
    where TObserved : class, IObservedEntry;
