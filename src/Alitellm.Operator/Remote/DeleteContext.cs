using Alitellm.Api.Common;
using Alitellm.Operator.Connections;

namespace Alitellm.Operator.Remote;

/// <summary>What a delete needs.</summary>
internal sealed record DeleteContext<TResource>(ConnectionSnapshot Connection, TResource Resource)
    where TResource : RemoteResource;
