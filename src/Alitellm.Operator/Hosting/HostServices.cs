namespace Alitellm.Operator.Hosting;

/// <summary>What a host is given from outside; none of it is disposed with the host.</summary>
internal sealed record HostServices(TimeProvider TimeProvider, ILoggerFactory LoggerFactory, Random Random);
