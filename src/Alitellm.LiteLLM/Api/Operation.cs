namespace Alitellm.LiteLLM;

/// <summary>What the client must know of a call besides method and path.</summary>
/// <param name="Name">The label in metrics and errors, e.g. <c>model_new</c>.</param>
/// <param name="Probe">A small call that tells whether LiteLLM is there: it overtakes the queue and changes nothing, whatever its method.</param>
/// <param name="Anonymous">The key is not sent.</param>
/// <param name="RequiredQuery">A query parameter without which the route would answer about everything.</param>
/// <param name="MintedId">Where the answer to a create says the id LiteLLM gave to the entry; null where it gives none.</param>
internal sealed record Operation(string Name, bool Probe = false, bool Anonymous = false, string? RequiredQuery = null, string? MintedId = null);
