using Alitellm.Kubernetes.Leases;
using Alitellm.LiteLLM;

namespace Alitellm.Operator.Hosting;

/// <summary>Lets a write leave only while the lease it is made under is held: a replica that was stopped for a while sends nothing when it wakes.</summary>
internal sealed class LeaseFence : IRequestFence
{
    public void ThrowIfClosed()
    {
        LeaseTerm.Current?.ThrowIfOver();
    }
}
