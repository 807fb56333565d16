export default function Home() {
  return <h1>Grantdesk</h1>;
}
