namespace Alitellm.Api.Common;

/// <summary>The fields every Pipeline A kind has beside its own.</summary>
public abstract class RemoteSpec
{
    /// <summary>The Connection in the same namespace through which this object reaches LiteLLM; <c>default</c> when absent. Cannot be changed later.</summary>
    public ConnectionRef? ConnectionRef { get; set; }

    /// <summary>While true nothing is read or written in LiteLLM for this object.</summary>
    public bool? Suspend { get; set; }

    /// <summary>Apply (default) makes LiteLLM match; Observe only reports.</summary>
    public ManagementPolicy? ManagementPolicy { get; set; }

    /// <summary>What to do with an unmarked LiteLLM entry that already has our name: Always (default) takes it over, IfIdentical only when nothing would change, Never refuses.</summary>
    public AdoptionPolicy? AdoptionPolicy { get; set; }

    /// <summary>Correct (default) repairs an edit made in LiteLLM; Report publishes it in status.drift and leaves LiteLLM alone until the spec changes.</summary>
    public DriftPolicy? DriftPolicy { get; set; }

    /// <summary>Dotted paths of the LiteLLM body that are never compared.</summary>
    public IList<string>? IgnoreFields { get; set; }

    /// <summary>What happens to the finalizer when the deletion in LiteLLM cannot be confirmed: Orphan (default) lets the object go, Delete keeps it until confirmed.</summary>
    public DeletionPolicy? DeletionPolicy { get; set; }
}
