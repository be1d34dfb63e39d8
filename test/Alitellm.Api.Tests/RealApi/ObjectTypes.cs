namespace Alitellm.Api.Tests.RealApi;

/// <summary>The C# types of kinds.</summary>
internal static class ObjectTypes
{
    public static Type Of(string kind) => typeof(ApiKinds).Assembly.GetTypes().Single(t => t.Name == kind);
}
