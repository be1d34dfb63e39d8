using Alitellm.Kubernetes.Client;

namespace Alitellm.Kubernetes.ListWatch;

/// <summary>Hears how a reflector fares.</summary>
internal interface IReflectorReport
{
    void Listed(int count);

    void ListFailed(KubernetesApiException failure, NextStep next);

    /// <summary>A watch was accepted.</summary>
    void Reached();

    void WatchEnded(in WatchEnd end, NextStep next);
}
