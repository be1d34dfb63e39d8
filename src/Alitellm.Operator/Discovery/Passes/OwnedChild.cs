namespace Alitellm.Operator.Discovery.Passes;

/// <summary>An object that this very discovery controls, as far as pruning looks at it.</summary>
/// <param name="SourceId">What the source calls the thing it was made for; null on one that an older operator made.</param>
/// <param name="IsDeleting">On its way out already.</param>
/// <param name="IsDeselected">The spec does not ask for it any more.</param>
internal sealed record OwnedChild(string Name, string? SourceId, bool IsDeleting, bool IsDeselected);
