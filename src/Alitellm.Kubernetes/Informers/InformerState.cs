namespace Alitellm.Kubernetes.Informers;

/// <summary>What the store of an informer is worth.</summary>
public enum InformerState
{
    /// <summary>Nothing was answered yet: that the store is empty says nothing.</summary>
    Starting,

    /// <summary>Listed, and watched since.</summary>
    Synced,

    /// <summary>The server does not let the kind be listed or watched at present, or is not reached. The store keeps what it last had.</summary>
    Stale,

    /// <summary>The server does not serve the kind, which is no failure. The store keeps what it last had; that is not what the server has.</summary>
    Absent,
}
