/** The main article's picture, drawn by hand: two ships below an evening sky. */
export const HARBOUR_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 300" role="img" aria-label="Two ships below a wide evening sky">
<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#3d5a80"/><stop offset=".7" stop-color="#e8a87c"/><stop offset="1" stop-color="#f6d7b0"/></linearGradient></defs>
<rect width="640" height="300" fill="url(#sky)"/>
<path d="M0 205 90 150l60 35 95-75 110 80 70-40 110 55 105-30v60H0z" fill="#5b6f8a" opacity=".7"/>
<rect y="220" width="640" height="80" fill="#27425f"/>
<path d="M95 215h150l-18 32H112zM140 215v-28h52v28M165 187v-45M165 150l45 60" fill="#8c2f39" stroke="#1b2a3d" stroke-width="3"/>
<path d="M370 222h190l-24 36H395zM430 222v-34h70v34M470 188v-58M470 140l-55 78" fill="#e0e4ea" stroke="#1b2a3d" stroke-width="3"/>
<path d="M0 268q40-8 80 0t80 0 80 0 80 0 80 0 80 0 80 0 80 0v32H0z" fill="#1c3148"/>
</svg>
`;
