using Alitellm.Operator.Observability;

namespace Alitellm.Operator.Hosting;

/// <summary>What the host lends to the runtime.</summary>
/// <param name="TimeProvider">The only clock.</param>
/// <param name="LoggerFactory">Writes redacted records; owned by whoever started the host.</param>
/// <param name="Random">The only source of randomness.</param>
/// <param name="Metrics">The operator's metrics, scraped by the host.</param>
internal sealed record RuntimeServices(TimeProvider TimeProvider, ILoggerFactory LoggerFactory, Random Random, OperatorMetrics Metrics);
