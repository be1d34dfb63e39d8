namespace Alitellm.Dashboards;

/// <summary>Panels under one heading.</summary>
internal sealed record Row(string Title, params IReadOnlyList<Panel> Panels);
