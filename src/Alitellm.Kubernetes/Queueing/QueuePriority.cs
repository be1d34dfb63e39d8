namespace Alitellm.Kubernetes.Queueing;

/// <summary>Lanes of a queue; a higher lane is emptied first.</summary>
public enum QueuePriority : byte
{
    /// <summary>Start-up items and periodic re-lists.</summary>
    Background = 0,

    /// <summary>Changes seen elsewhere: LiteLLM, Secrets, Connections.</summary>
    Normal = 1,

    /// <summary>Somebody edited the object.</summary>
    High = 2,
}
